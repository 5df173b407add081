"""Doors that are down: recorded and ended by who leads, so that everybody's own time limits are longer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from services.casework.clocks import outages
from services.casework.models import Outage
from services.look.fields import Field, Option, problems, typed
from services.look.languages import language
from services.office.access import StaffRequest
from services.office.showing import moments, names
from services.office.views.answering import NotTheRole, office
from services.people import staffing
from services.people.staffing import LEAD
from services.record import clock

SHOWN = 20  # of those that are over, the latest


class NotADay(ValueError):
    """A day and an hour that nobody can have meant."""


@require_http_methods(["GET", "HEAD", "POST"])
@office
def show(request: StaffRequest) -> HttpResponse:
    """Everybody may read which doors were down; who leads writes it down."""
    leads = _leads(request)
    if request.method != "POST":
        return _page(request, leads)
    if not leads:
        raise NotTheRole
    return _record(request)


@require_POST
@office
def end(request: StaffRequest, outage_id: int) -> HttpResponse:
    if not _leads(request):
        raise NotTheRole
    outages.end(outage_id, by=str(request.user.pk))
    return redirect("office:outages")


def _record(request: StaffRequest) -> HttpResponse:
    channel = request.POST.get("channel", "")
    if channel not in names.DOORS:
        return _page(request, True, {"channel": gettext("Choose the door that is down.")})
    try:
        began = _began(request)
    except NotADay:
        wrong = gettext("Give the day, and the time like 14:30, of something that has begun.")
        return _page(request, True, {"day": wrong})
    words = {code: request.POST.get(f"words_{code}", "").strip() for code, _ in settings.LANGUAGES}
    try:
        outages.record(channel, began, by=str(request.user.pk), words={k: v for k, v in words.items() if v})
    except outages.OutageKnown:
        return _page(request, True, {"channel": gettext("It is recorded already that this door is down.")})
    return redirect("office:outages")


def _began(request: StaffRequest) -> datetime:
    """In the zone of the authority, not in the future; raises NotADay."""
    day, hour = typed("date", "day", request.POST), request.POST.get("time", "").strip()
    try:
        began = datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H:%M").replace(tzinfo=moments.zone())
    except ValueError:
        raise NotADay from None
    if began > clock.now():
        raise NotADay
    return began


def _page(request: StaffRequest, leads: bool, errors: dict[str, str] | None = None) -> HttpResponse:
    fields = _fields(request, errors or {}) if leads else ()
    over = Outage.objects.exclude(ended_at=None).order_by("-ended_at")[:SHOWN]
    context = {
        "fields": fields,
        "problems": problems(*fields),
        "down": [_shown(each) for each in outages.going_on()],
        "over": [_shown(each) for each in over],
        "leads": leads,
    }
    return render(request, "office/outages.html", context, status=422 if errors else 200)


def _fields(request: StaffRequest, errors: dict[str, str]) -> tuple[Field, ...]:
    now, said = clock.now().astimezone(moments.zone()), request.POST
    doors = tuple(Option(name, gettext(words)) for name, words in names.DOORS.items())
    day = typed("date", "day", said) or f"{now:%d/%m/%Y}"
    label = gettext("What people are told, in this language: %(language)s")
    words = (
        Field(
            "textarea", f"words_{code}", label % {"language": name}, value=said.get(f"words_{code}", ""), heading=False
        )
        for code, name in settings.LANGUAGES
    )
    return (
        Field("radios", "channel", gettext("Which door?"), options=doors, value=said.get("channel", ""),
              error=errors.get("channel", ""), heading=False),
        Field("date", "day", gettext("Down since which day?"), value=day, error=errors.get("day", ""), heading=False),
        Field("time", "time", gettext("At what time?"), value=said.get("time") or f"{now:%H:%M}", heading=False),
        *words,
    )  # fmt: skip


def _shown(outage: Outage) -> dict[str, object]:
    return {
        "id": outage.pk,
        "door": names.door(outage.channel),
        "began": moments.moment(outage.began_at),
        "ended": moments.moment(outage.ended_at) if outage.ended_at else "",
        "words": outage.words.get(language(), ""),
    }


def _leads(request: StaffRequest) -> bool:
    return any(LEAD in roles for roles in staffing.standing(request.user).roles.values())
