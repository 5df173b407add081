"""Who waits for a person, in order, and taking them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from channels_phone.desk import lines
from channels_phone.desk.access import desk
from channels_phone.recordings import listening
from services.assisted import hours, sessions, waiting
from services.assisted.models import Session, Waiting
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.phones import Phone
from services.look import languages
from services.look.fields import Field, problems
from services.office.access import StaffRequest
from services.record import clock, limits

SHOWN = 50
PHONE = Phone(type="phone")


@require_safe
@desk
def home(request: StaffRequest) -> HttpResponse:
    """Theirs first; then everybody who waits, without a number or a name."""
    return _home(request)


@require_POST
@desk
def telephone(request: StaffRequest) -> HttpResponse:
    """Where they are reached in this shift; what is wrong with it is said, and stays typed."""
    raw = request.POST.get("telephone", "").strip()
    try:
        request.session[lines.TELEPHONE] = str(PHONE.parse(raw, language(languages.language()))) if raw else ""
    except Invalid as wrong:
        problem = language(languages.language()).say(wrong.problem.code, **wrong.problem.details)
        return _home(request, raw, problem)
    return redirect("phone:desk:home")


@require_POST
@desk
def take_next(request: StaffRequest) -> HttpResponse:
    """The first whose language they speak; somebody else may be faster, then it is the one after."""
    row = waiting.next_for(request.user)
    while row is not None and not waiting.take(row.pk, request.user):
        row = waiting.next_for(request.user)
    return redirect("phone:desk:home") if row is None else _taken(request, row.pk)


@require_POST
@desk
def take(request: StaffRequest, waiting_id: UUID) -> HttpResponse:
    if not waiting.take(waiting_id, request.user):
        return redirect("phone:desk:home")
    return _taken(request, waiting_id)


def _taken(request: StaffRequest, waiting_id: UUID) -> HttpResponse:
    """Their own telephone rings, if they said where it is; then the visit begins."""
    session = sessions.begin(request.user, waiting_id)
    if number := request.session.get(lines.TELEPHONE, ""):
        limits.hit("rings of an operator", str(request.user.pk), lines.RINGS)
        lines.connect(waiting_id, number)
    return redirect("phone:desk:visit", session.pk)


def _home(request: StaffRequest, typed: str = "", error: str = "") -> HttpResponse:
    field = Field(
        "tel", "telephone", gettext("Where do we ring you? (for this shift)"), heading=False, error=error,
        value=typed or request.session.get(lines.TELEPHONE, ""),
    )  # fmt: skip
    mine = Session.objects.filter(operator=request.user, ended_at=None).order_by("began_at")
    context = {
        "rows": [_shown(each) for each in waiting.in_order()[:SHOWN]],
        "mine": [{"id": str(each.pk), "language": _spoken(each.language)} for each in mine],
        "field": field,
        "problems": problems(field),
        "notice": _notice(request),
        "recordings": listening.to_hear(request.user).count(),
        "open": hours.open_at(clock.now()),
    }
    return render(request, "phone/desk/home.html", context, status=422 if error else 200)


def _notice(request: StaffRequest) -> str:
    said = {
        "over": gettext("That visit is over. What was keyed is kept."),
        "silent": gettext("Your telephone could not be rung. Try once more."),
        "written": gettext("What you wrote down is kept."),
        "gone": gettext("That recording is with somebody else, or settled."),
    }
    return next((words for name, words in said.items() if name in request.GET), "")


def _shown(row: Waiting) -> dict[str, object]:
    """Without who they are: that is for whoever takes them."""
    since = row.asked_at.astimezone(hours.zone())
    promised = row.promised_from.astimezone(hours.zone()) if row.promised_from else None
    return {
        "id": str(row.pk),
        "language": _spoken(row.language),
        "since": f"{since:%H:%M}",
        "promised": f"{promised:%d.%m. %H:%M}" if promised else "",
        "line": bool(row.line),
    }


def _spoken(code: str) -> str:
    return dict(settings.LANGUAGES).get(code, code)
