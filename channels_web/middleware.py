"""What the door or a limit says becomes a page, wherever in a view it was said."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from channels_web.refusals import sentence_of
from channels_web.views import errors
from channels_web.views.coming_back import ask_for_secret
from services.api import problems
from services.casework.applications import DoorError, LawChanged, NotAsked, NotHeld, NotProven, Stopped, Submitted
from services.casework.errors import NotNow
from services.record import limits


class Doors:
    """Turns DoorError and TooMany into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if not request.path.startswith(settings.SIGNED_PATHS):
                limits.hit("requests", limits.address_of(request), settings.REQUEST_LIMIT)
        except limits.TooMany as reached:
            return problems.too_many(request, reached) if _is_api(request) else errors.page(request, 429)
        response = self.get_response(request)
        if response.status_code == 405 and not _is_api(request):
            return errors.page(request, 405)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, limits.TooMany):
            return errors.page(request, 429)
        if not isinstance(exception, DoorError):
            return None
        if isinstance(exception, (Stopped, LawChanged, NotHeld, NotProven, NotNow)):
            status = 503 if isinstance(exception, Stopped) else 409
            return errors.told(request, sentence_of(exception), status, back=_page_of_case(request))
        if isinstance(exception, (NotAsked, Submitted)):
            return _to_what_is_due(request, exception.code)
        return ask_for_secret(request, sentence_of(exception))


def _is_api(request: HttpRequest) -> bool:
    """Machines are told everything as a problem, never as a page."""
    return request.path.startswith("/api/")


def _to_what_is_due(request: HttpRequest, code: str) -> HttpResponse:
    known = _known(request)
    if "application_id" not in known:
        return errors.page(request, 404)
    due = "web:request" if "request_id" in known else "web:current"
    wanted: dict[str, Any] = {name: known[name] for name in ("application_id", "request_id") if name in known}
    return redirect(f"{reverse(due, kwargs=wanted)}?notice={code}")


def _page_of_case(request: HttpRequest) -> str:
    """Where somebody goes back to who was at something in their case; "" anywhere else."""
    application_id = _known(request).get("application_id")
    if application_id is None or "/track/" not in request.path:
        return ""
    return reverse("web:case", kwargs={"application_id": application_id})


def _known(request: HttpRequest) -> dict[str, Any]:
    return dict(request.resolver_match.kwargs) if request.resolver_match else {}
