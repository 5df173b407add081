"""Coming back by reference and secret; seeing what this browser holds; being forgotten."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from channels_web.case.held import Being, Own, being, own
from channels_web.views.showing import plain, spoken
from channels_web.visitor import COOKIE, arriving, remember, visitor_of
from services.casework import applications, secrets
from services.casework.applications import DoorError, NotAReference
from services.casework.models import Application, Party
from services.look.fields import Field
from services.record import limits

GUARD = "csrfmiddlewaretoken"
TYPED = "typed-"


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    return _by_secret(request, gettext("Go on with an application"), "web:current")


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    return _by_secret(
        request, gettext("How far your application is"), "web:track", own(visitor.ids), being(visitor.parties)
    )


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """This browser holds nothing any more; the applications stay where they are."""
    response = redirect("web:home")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ask_for_secret(request: HttpRequest, notice: str) -> HttpResponse:
    """The page for somebody who does not hold what they ask for; what they typed waits there meanwhile."""
    heading = gettext("Go on with an application")
    typed = [(f"{TYPED}{name}", value) for name, value in typed_in(request)] if request.method == "POST" else []
    waiting = {"onward" if request.method == "POST" else "where": request.path}
    return plain(request, "resume", 403, heading=heading, fields=_fields("", ""), notice=notice, typed=typed, **waiting)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of a posted form but its token."""
    return [(name, value) for name, listed in request.POST.lists() for value in listed if name != GUARD]


def _by_secret(
    request: HttpRequest, heading: str, onward: str, own: tuple[Own, ...] = (), being: tuple[Being, ...] = ()
) -> HttpResponse:
    reference, secret = request.POST.get("reference", "")[:100], request.POST.get("secret", "")[:100]
    listed = {"heading": heading, "own": own, "being": being}
    if request.method != "POST":
        return plain(request, "resume", 200, fields=_fields("", ""), **listed)
    before = visitor_of(request)
    visitor, touch = arriving(before)
    try:
        holder = secrets.holder_of(reference, secret, caller=limits.address_of(request))
        if isinstance(holder, Application):
            applications.welcome(holder, touch=touch)
    except DoorError as error:
        waiting = {name: request.POST.get(name, "") for name in ("onward", "where")}
        fields, typed = _wrong(_fields(reference, secret), error), _waiting(request, TYPED)
        return remember(plain(request, "resume", 422, fields=fields, typed=typed, **listed, **waiting), visitor, before)
    if isinstance(holder, Party):
        asked = _go_on(request, f"/party/{holder.pk}/", redirect("web:party", party_id=holder.pk))
        return remember(asked, visitor.with_party(holder.pk), before)
    resumed = _go_on(request, f"/{holder.pk}/", _onward(onward, holder))
    return remember(resumed, visitor.with_application(holder.pk), before)


def _go_on(request: HttpRequest, theirs: str, otherwise: HttpResponse) -> HttpResponse:
    """Where one was going, if it is theirs; what waited is offered to be sent once more."""
    waited, where = request.POST.get("onward", ""), request.POST.get("where", "")
    if _leads_to(waited, theirs):
        return plain(request, "again", typed=_waiting(request, ""), where=waited, resumed=True)
    return redirect(where) if _leads_to(where, theirs) else otherwise


def _leads_to(path: str, theirs: str) -> bool:
    return path.startswith("/") and theirs in path and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def _waiting(request: HttpRequest, prefix: str) -> list[tuple[str, str]]:
    """What was typed before the secret was asked for, under this prefix."""
    kept = [(name, value) for name, value in typed_in(request) if name.startswith(TYPED)]
    return [(prefix + name.removeprefix(TYPED), value) for name, value in kept]


def _onward(where: str, found: Application) -> HttpResponse:
    if found.submitted_at:
        return redirect("web:case", application_id=found.pk)
    return redirect(where) if where == "web:track" else redirect(where, application_id=found.pk)


def _fields(reference: str, secret: str) -> tuple[Field, Field]:
    twelve = gettext("12 digits, for example 4827 1935 6028.")
    eight = gettext("8 digits. You were shown it when you began, or it is in your invitation.")
    return (
        Field("code", "reference", gettext("Reference"), twelve, reference, heading=False, autocomplete="off"),
        Field("code", "secret", gettext("Secret number"), eight, secret, heading=False, autocomplete="off"),
    )


def _wrong(fields: tuple[Field, Field], error: DoorError) -> tuple[Field, Field]:
    reference, secret = fields
    sentence = error.sentence(spoken())
    if isinstance(error, NotAReference):
        return replace(reference, error=sentence), secret
    return reference, replace(secret, error=sentence)
