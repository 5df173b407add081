"""Coming back by reference and secret; seeing how far an application is; being forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from channels_web.views.showing import in_words, plain, spoken
from channels_web.visitor import COOKIE, address_of, arriving, remember, visitor_of
from services.casework import applications, cases, queries
from services.casework.applications import DoorError, NotAReference
from services.casework.models import Application
from services.look.fields import Field

GUARD = "csrfmiddlewaretoken"
TYPED = "typed-"


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    moment: str


@dataclass(frozen=True, slots=True)
class Own:
    """An application of this browser, as its list shows it."""

    id: str
    title: str
    reference: str
    draft: bool
    steps: tuple[Step, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    return _by_secret(request, gettext("Go on with an application"), "web:current")


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    own = [_own(application) for application in queries.held(visitor_of(request).ids)]
    return _by_secret(request, gettext("How far your application is"), "web:track", own)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """This browser holds nothing any more; the applications stay where they are."""
    response = redirect("web:home")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ask_for_secret(request: HttpRequest, notice: str) -> HttpResponse:
    """The page for somebody who does not hold what they ask for; what they typed waits there meanwhile."""
    heading = gettext("Go on with an application")
    onward = request.path if request.method == "POST" else ""
    typed = [(f"{TYPED}{name}", value) for name, value in typed_in(request)] if onward else []
    return plain(
        request, "resume", 403, heading=heading, fields=_fields("", ""), notice=notice, onward=onward, typed=typed
    )


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of a posted form but its token."""
    return [(name, value) for name, listed in request.POST.lists() for value in listed if name != GUARD]


def _by_secret(request: HttpRequest, heading: str, onward: str, own: list[Own] | None = None) -> HttpResponse:
    reference, secret = request.POST.get("reference", ""), request.POST.get("secret", "")
    if request.method != "POST":
        return plain(request, "resume", heading=heading, fields=_fields("", ""), own=own)
    before = visitor_of(request)
    visitor, touch = arriving(before)
    try:
        found = applications.resume(reference[:100], secret[:100], caller=address_of(request), touch=touch)
    except DoorError as error:
        fields = _wrong(_fields(reference[:100], secret[:100]), error)
        waiting = {"onward": request.POST.get("onward", ""), "typed": _waiting(request, TYPED)}
        page = plain(request, "resume", 422, heading=heading, fields=fields, own=own, **waiting)
        return remember(page, visitor, before)
    return remember(_resumed(request, onward, found), visitor.with_application(found.pk), before)


def _resumed(request: HttpRequest, onward: str, found: Application) -> HttpResponse:
    """Where one was going; what waited is offered to be sent once more."""
    waited = request.POST.get("onward", "")
    if f"/apply/{found.pk}/" in waited and url_has_allowed_host_and_scheme(waited, allowed_hosts=None):
        return plain(request, "again", typed=_waiting(request, ""), where=waited, resumed=True)
    return _onward(onward, found)


def _waiting(request: HttpRequest, prefix: str) -> list[tuple[str, str]]:
    """What was typed before the secret was asked for, under this prefix."""
    kept = [(name, value) for name, value in typed_in(request) if name.startswith(TYPED)]
    return [(prefix + name.removeprefix(TYPED), value) for name, value in kept]


def _onward(where: str, found: Application) -> HttpResponse:
    return redirect(where) if where == "web:track" else redirect(where, application_id=found.pk)


def _fields(reference: str, secret: str) -> tuple[Field, Field]:
    return (
        Field(
            "code", "reference", gettext("Reference"), hint=gettext("12 digits, for example 4827 1935 6028."),
            value=reference, heading=False, autocomplete="off",
        ),
        Field(
            "code", "secret", gettext("Secret number"), hint=gettext("8 digits. You were shown it when you began."),
            value=secret, heading=False, autocomplete="off",
        ),
    )  # fmt: skip


def _wrong(fields: tuple[Field, Field], error: DoorError) -> tuple[Field, Field]:
    reference, secret = fields
    sentence = error.sentence(spoken())
    if isinstance(error, NotAReference):
        return replace(reference, error=sentence), secret
    return reference, replace(secret, error=sentence)


def _own(application: Application) -> Own:
    tracked = cases.status(application, language=spoken())
    return Own(
        id=str(application.pk),
        title=queries.title(application, spoken()),
        reference=application.reference,
        draft=application.status == "draft",
        steps=tuple(Step(step.words, in_words(step.at)) for step in tracked.steps),
    )
