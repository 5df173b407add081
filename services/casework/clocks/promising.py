"""An honest date: when a case will be decided, by the queue before it and how many are decided a day."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from django.db.models import Q, Sum

from services.casework.models import Case, DailyFigures
from services.catalogue import calendars, queries
from services.journeys.deadlines import Calendar
from services.record import clock

LOOK_BACK = 28  # days
FEWEST = 5  # decisions in that time, fewer say nothing about the next
MOST = 2_000  # cases counted before one's own


def expected_on(case: Case) -> date | None:
    """The working day on which it will probably be decided; None where too little is known or nothing is awaited."""
    if case.closed_at or case.decided_at or case.authority_id is None:
        return None
    calendar = calendars.calendar(queries.journey_of(case.version).law.calendar)
    today = calendar.local(clock.now()).date()
    a_day = _decided_a_day(case, today, calendar)
    if a_day is None:
        return None
    day = today
    for _ in range(ceil((before(case) + 1) / a_day)):
        day = calendar.next_working(day + timedelta(1))
    return day


def before(case: Case) -> int:
    """How many stand before it in the queue of its authority; from MOST on, all that were undecided last night.

    Those are more than stand before it, so that what is promised is rather too late than too early.
    """
    ahead = Q(lane__lt=case.lane) | Q(lane=case.lane, due_before__lt=case.due_before)
    same = Q(lane=case.lane, due_before=case.due_before, began_on__lt=case.began_on)
    ours = Q(authority=case.authority_id, case_type=case.case_type)
    open_ones = Case.objects.filter(ours, ahead | same, stage=Case.Stage.OPEN, closed_at=None)
    counted = open_ones[:MOST].count()
    if counted < MOST:
        return counted
    nights = DailyFigures.objects.filter(ours).order_by("-day").values_list("open", flat=True)
    return max(counted, nights.first() or 0)


def _decided_a_day(case: Case, today: date, calendar: Calendar) -> float | None:
    days = DailyFigures.objects.filter(
        authority=case.authority_id, case_type=case.case_type, day__gte=today - timedelta(LOOK_BACK), day__lt=today
    )
    decided = days.aggregate(decided=Sum("decided"))["decided"] or 0
    if decided < FEWEST:
        return None
    worked = sum(calendar.works(today - timedelta(back)) for back in range(1, LOOK_BACK + 1))
    return decided / max(worked, 1)
