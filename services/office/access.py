"""Who may see pages for staff: somebody signed in and active, who has shown their second factor in this session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from services.people.models import User
from services.record import clock

P = ParamSpec("P")
SHOWN = "second_factor"
LATELY = timedelta(minutes=5)
GUARD = "csrfmiddlewaretoken"


class StaffRequest(HttpRequest):
    """A request that `staff` let through."""

    user: User
    htmx: HtmxDetails


def staff(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The decorator of every view that only staff may see; everybody else is led to where they can sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        if not has_shown_second_factor(request):
            return _second_factor_first(request, request.user)
        return view(cast(StaffRequest, request), *args, **kwargs)

    return guarded


def second_factor_shown(request: HttpRequest, user: User) -> None:
    """Remember for this session that this person has shown it, and when."""
    request.session[SHOWN] = {"user": str(user.pk), "at": clock.now().isoformat()}


def second_factor_gone(request: HttpRequest) -> None:
    request.session.pop(SHOWN, None)


def has_shown_second_factor(request: HttpRequest) -> bool:
    return request.user.is_authenticated and _shown_by(request, request.user) is not None


def has_shown_it_lately(request: HttpRequest) -> bool:
    """Whether it is so fresh that nothing more is asked before the second factor is changed."""
    at = _shown_by(request, request.user)
    return at is not None and clock.now() - at < LATELY


def shown_while_signing_in(request: HttpRequest, user: User) -> bool:
    return _shown_by(request, user) is not None


def _shown_by(request: HttpRequest, user: User | AnonymousUser) -> datetime | None:
    shown = request.session.get(SHOWN, {})
    return datetime.fromisoformat(shown["at"]) if shown.get("user") == str(user.pk) else None


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session: what was typed waits on a page, a password does not."""
    return kept(request, again=request.user.is_authenticated)


def kept(request: HttpRequest, *, again: bool) -> HttpResponse:
    """What was typed stays in the page, to be sent once more; `again` if that is possible at once."""
    signing_in = request.path.startswith(reverse("account_login"))
    typed = [] if signing_in else _typed(request.POST)
    return render(request, "office/kept.html", {"typed": typed, "again": again, "sign_in": _sign_in("")}, status=403)


def _typed(posted: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, listed in posted.lists() for value in listed if name != GUARD]


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    ended = settings.SESSION_COOKIE_NAME in request.COOKIES
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(_sign_in(_page_of(request), ended=ended))
    if request.method == "POST":
        return kept(request, again=False)
    return redirect(_sign_in(request.get_full_path(), ended=ended))


def _page_of(request: HttpRequest) -> str:
    """The page from which a part of it was asked for."""
    return request.headers.get("HX-Current-URL", "")


def _sign_in(onward: str, *, ended: bool = False) -> str:
    query = {"next": onward} | ({"ended": "yes"} if ended else {})
    return f"{reverse('account_login')}?{urlencode(query)}" if onward else reverse("account_login")


def _second_factor_first(request: HttpRequest, user: User) -> HttpResponse:
    """To where it is set up, or to where one that was set up elsewhere is asked for."""
    if is_mfa_enabled(user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
    return redirect("mfa_index")
