"""A door that was down: everybody's own limits are longer by the days it touched, whichever door they use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from services.casework.models import Application, Limit, Outage
from services.catalogue import calendars
from services.journeys.deadlines import Calendar
from services.record import clock, events, ledger

BATCH = 500


class OutageKnown(ValueError):
    """This door is recorded as down already."""


def going_on() -> QuerySet[Outage]:
    """The doors that are down now; said on every other door."""
    return Outage.objects.filter(ended_at=None).order_by("began_at")


@transaction.atomic
def record(
    channel: str, began_at: datetime, *, by: str, words: Mapping[str, str], ended_at: datetime | None = None
) -> Outage:
    """A door is down since then, or was until then. Raises OutageKnown."""
    if ended_at is None and going_on().filter(channel=channel).exists():
        raise OutageKnown
    outage = Outage.objects.create(
        channel=channel, began_at=began_at, ended_at=ended_at, words=dict(words), entered_by=by
    )
    ledger.append(_subject(outage), "outage.recorded", {"channel": channel, "began": began_at.isoformat()}, actor=by)
    if ended_at is not None:
        events.write("outage.ended", _subject(outage), {"outage": outage.pk})
    return outage


@transaction.atomic
def end(outage_id: int, *, by: str, at: datetime | None = None) -> bool:
    """The door is open again; False where that was said before."""
    ended = Outage.objects.filter(pk=outage_id, ended_at=None).update(ended_at=at or clock.now())
    if ended:
        outage = Outage.objects.get(pk=outage_id)
        ledger.append(_subject(outage), "outage.ended", {"channel": outage.channel}, actor=by)
        events.write("outage.ended", _subject(outage), {"outage": outage_id})
    return bool(ended)


def lengthen(outage: Outage) -> int:
    """Make every limit that ran meanwhile longer, each once, however often this is run; returns how many."""
    limits = [_limit(pk, outage) for pk in list(_touched(outage).values_list("pk", flat=True))]
    drafts = [_draft(pk, outage) for pk in list(_drafts(outage).values_list("pk", flat=True))]
    return sum(limits) + sum(drafts)


def days_touched(outage: Outage, calendar: Calendar) -> int:
    """Every civil day of which some part was lost."""
    last = calendar.local(outage.ended_at or clock.now()).date()
    return (last - calendar.local(outage.began_at).date()).days + 1


def _touched(outage: Outage) -> QuerySet[Limit]:
    """Limits that ran while the door was down, those too that ran out meanwhile: nobody could be in time."""
    ran_out_meanwhile = Q(lapsed_at__gte=outage.began_at)
    ran = Limit.objects.filter(Q(lapsed_at=None) | ran_out_meanwhile, met_at=None, began_at__lt=outage.ended_at)
    return ran.filter(before__gt=outage.began_at).exclude(outages__contains=[outage.pk])


@transaction.atomic
def _limit(pk: int, outage: Outage) -> bool:
    limit = (
        _touched(outage)
        .select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .filter(pk=pk)
        .first()
    )
    if limit is None:
        return False
    again = limit.lapsed_at is not None
    limit.before = _later(limit.before, outage, calendars.calendar(limit.calendar))
    limit.outages, limit.lapsed_at = [*limit.outages, outage.pk], None
    limit.save(update_fields=["before", "outages", "lapsed_at"])
    data = {"kind": limit.kind, "about": limit.about, "outage": outage.pk, "before": limit.before.isoformat()}
    ledger.append(limit.application.subject, "limit.lengthened", data, actor="clock")
    events.write("limit.lengthened", limit.application.subject, {"limit": limit.pk, "again": again})
    return True


def _drafts(outage: Outage) -> QuerySet[Application]:
    drafts = Application.objects.filter(submitted_at=None, expired_at=None, began_at__lt=outage.ended_at)
    return drafts.filter(expires_at__gt=outage.began_at).exclude(outages__contains=[outage.pk])


def _draft(pk: UUID, outage: Outage) -> bool:
    longer = timedelta(days_touched(outage, calendars.calendar("")))
    drafts = _drafts(outage).filter(pk=pk)
    application = drafts.values_list("outages", flat=True).first()
    if application is None:
        return False
    return drafts.update(expires_at=F("expires_at") + longer, outages=[*application, outage.pk]) == 1


def _later(before: datetime, outage: Outage, calendar: Calendar) -> datetime:
    last = calendar.last_day(before) + timedelta(days_touched(outage, calendar))
    return calendar.end_of(calendar.next_working(last))


def _subject(outage: Outage) -> str:
    return f"outage:{outage.pk}"
