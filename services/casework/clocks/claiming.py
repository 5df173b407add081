"""What is due by the clock: claimed row by row by conditional update, so that two beats never act twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import ExpressionWrapper, F, QuerySet
from django.db.models.fields import DurationField

from services.casework import access, deciding, tasking
from services.casework.clocks import limits, outages, promising
from services.casework.models import Deadline, Limit
from services.casework.on_lapse import WHAT_COMES
from services.casework.trace import trace
from services.record import clock

BATCH = 500
SOON = timedelta(days=4)
LAST_PART = 10
"""Somebody whose case will be late is told when the tenth part of its time is left, at the latest."""


def warn_due() -> int:
    """Before lateness: the apology, the reason, and the new date, where the queue says it will be late."""
    left = ExpressionWrapper((F("before") - F("counted_from")) / LAST_PART, output_field=DurationField())
    now = clock.now()
    near = _running().filter(warned_at=None, before__gt=now, before__lte=now + SOON).annotate(left=left)
    due = near.filter(before__lte=now + F("left"))
    return sum(_warn(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def lapse_deadlines() -> int:
    """The authority let its time pass: what the law makes of its silence, once."""
    due = _running().filter(before__lte=clock.now())
    return sum(_lapse_deadline(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def lapse_limits() -> int:
    """Somebody let their own time pass; never while a door is down."""
    if outages.going_on().exists():
        return 0
    due = Limit.objects.filter(met_at=None, lapsed_at=None, before__lte=clock.now())
    return sum(_lapse_limit(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def _running() -> QuerySet[Deadline]:
    return Deadline.objects.filter(met_at=None, lapsed_at=None, suspended_at=None)


@transaction.atomic
def _warn(pk: int) -> bool:
    deadline = _claimed(pk, "warned_at")
    if deadline is None:
        return False
    case = access.lock(deadline.case_id)
    expected = promising.expected_on(case)
    if expected is None or expected <= deadline.due_on:
        return False
    Deadline.objects.filter(pk=pk).update(promised_on=expected)
    trace(case, "deadline.promised", {"promised_on": expected.isoformat()}, actor="clock")
    return True


@transaction.atomic
def _lapse_deadline(pk: int) -> bool:
    deadline = _claimed(pk, "lapsed_at", before__lte=clock.now())
    if deadline is None:
        return False
    case = access.lock(deadline.case_id)
    trace(case, "deadline.lapsed", {"silence": deadline.silence}, actor="clock")
    if deadline.silence in ("granted", "refused") and case.decided_at is None:
        deciding.by_silence(case, deadline.silence)
    else:
        tasking.need(case, "late", role="lead")
    return True


@transaction.atomic
def _lapse_limit(pk: int) -> bool:
    running = Limit.objects.filter(pk=pk, met_at=None, lapsed_at=None, before__lte=clock.now())
    limit = running.first()
    if limit is None:
        return False
    later = limits.moved_on(limit)
    if later != limit.before:
        running.update(before=later)
        return False
    if limit.case_id is not None:  # the case before what belongs to it
        access.lock(limit.case_id)
    if not running.update(lapsed_at=clock.now()):
        return False
    WHAT_COMES[Limit.Kind(limit.kind)](limit)
    return True


def _claimed(pk: int, mark: str, **due: Any) -> Deadline | None:
    """The deadline, if this is who marks it first; its case is locked before, as everywhere."""
    case_id = Deadline.objects.values_list("case", flat=True).get(pk=pk)
    access.lock(case_id)
    running = _running().filter(pk=pk, **{mark: None}, **due)
    return Deadline.objects.get(pk=pk) if running.update(**{mark: clock.now()}) else None
