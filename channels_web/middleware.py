"""What the door or a limit says becomes a page, wherever in a view it was said."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from channels_web.views import errors
from channels_web.views.coming_back import ask_for_secret
from channels_web.views.showing import spoken
from channels_web.visitor import address_of
from services.casework.applications import DoorError, LawChanged, NotAsked, NotHeld, Stopped, Submitted
from services.record import limits


class Doors:
    """Turns DoorError and TooMany into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            limits.hit("requests", address_of(request), settings.REQUEST_LIMIT)
        except limits.TooMany:
            return errors.page(request, 429)
        response = self.get_response(request)
        if response.status_code == 405:
            return errors.page(request, 405)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, limits.TooMany):
            return errors.page(request, 429)
        if not isinstance(exception, DoorError):
            return None
        if isinstance(exception, (Stopped, LawChanged, NotHeld)):
            return errors.told(request, exception.sentence(spoken()), 503 if isinstance(exception, Stopped) else 409)
        if isinstance(exception, (NotAsked, Submitted)):
            return _to_what_is_due(request, exception.code)
        return ask_for_secret(request, exception.sentence(spoken()))


def _to_what_is_due(request: HttpRequest, code: str) -> HttpResponse:
    match = request.resolver_match
    application_id = match.kwargs.get("application_id") if match else None
    if application_id is None:
        return errors.page(request, 404)
    return redirect(f"{reverse('web:current', kwargs={'application_id': application_id})}?notice={code}")
