"""A person's own time limits: begun, met, lapsed; a day that became a holiday, or a door that was down, gives more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from services.casework.models import Application, Case, Limit
from services.catalogue import calendars
from services.journeys import deadlines
from services.journeys.law import Limit as Length
from services.record import clock

Kind = Limit.Kind


def begin(
    kind: Kind, about: str, length: Length, calendar: str, *, application: Application, case: Case | None
) -> Limit:
    """A limit that runs from now."""
    counted, now = calendars.calendar(calendar), clock.now()
    return Limit.objects.create(
        application=application,
        case=case,
        kind=kind,
        about=about,
        began_at=now,
        before=deadlines.end(length, now, counted).before,
        calendar=counted.code,
    )


def of(kind: Kind, about: str) -> QuerySet[Limit]:
    """The limit while it runs."""
    return Limit.objects.filter(kind=kind, about=about, met_at=None, lapsed_at=None)


def meet(kind: Kind, about: str) -> bool:
    """What was to be done is done; False where it was too late, or done before."""
    return of(kind, about).update(met_at=clock.now()) == 1


def drop(case: Case) -> None:
    """The case is closed: nobody has to do anything for it any more, but may still object, or take up a proposal."""
    owed = Limit.objects.filter(case=case, kind__in=[Kind.REQUEST, Kind.PARTY], met_at=None, lapsed_at=None)
    owed.update(met_at=clock.now())


def moved_on(limit: Limit) -> datetime:
    """When it really ends: its last day may have become a holiday since; then the next day on which somebody works."""
    calendar = calendars.calendar(limit.calendar)
    last = calendar.last_day(limit.before)
    working = calendar.next_working(last)
    return limit.before if working == last else calendar.end_of(working)
