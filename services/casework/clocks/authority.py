"""The authority's clock in a case: stopped while somebody owes something, put off once, met by the decision."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from services.casework.errors import NotNow
from services.casework.models import Case, Deadline, Suspension
from services.casework.models.cases import NEVER
from services.casework.trace import trace
from services.catalogue import calendars
from services.journeys import deadlines
from services.journeys.deadlines import Due
from services.journeys.law import Limit
from services.record import clock


def of(case: Case) -> Deadline | None:
    """The deadline of this case, locked; a part of a bundle counts with that of the whole."""
    return Deadline.objects.select_for_update(no_key=True).filter(case=case).first()


def suspend(case: Case, reason: str, about: str, *, actor: str) -> bool:
    """Stand still for this reason from now on; False where the law does not let it, or nothing runs."""
    deadline = of(case)
    if deadline is None or reason not in deadline.suspends or deadline.met_at or deadline.lapsed_at:
        return False
    now = clock.now()
    _, fresh = Suspension.objects.get_or_create(
        deadline=deadline, about=about, defaults={"reason": reason, "began_at": now}
    )
    if fresh and deadline.suspended_at is None:
        deadline.suspended_at = now
        deadline.save(update_fields=["suspended_at"])
        trace(case, "deadline.suspended", {"reason": reason, "about": about}, actor=actor)
    return fresh


def resume(case: Case, about: str, *, actor: str) -> bool:
    """What it stood still for is over; it goes on once nothing else holds it. False where it did not stand for this."""
    deadline = of(case)
    if deadline is None:
        return False
    now = clock.now()
    ended = Suspension.objects.filter(deadline=deadline, about=about, ended_at=None).update(ended_at=now)
    held = Suspension.objects.filter(deadline=deadline, ended_at=None).exists()
    if not ended or held or deadline.suspended_at is None:
        return bool(ended)
    calendar = calendars.calendar(deadline.calendar)
    _count(deadline, deadlines.resumed(_due(deadline), deadline.unit, deadline.suspended_at, now, calendar))
    deadline.suspended_at = None
    _save(case, deadline)
    trace(case, "deadline.resumed", {"about": about, "due_on": deadline.due_on.isoformat()}, actor=actor)
    return True


def extend(case: Case, reason: str, *, actor: str) -> Deadline:
    """Put off once by what the law allows, with a reason the person is told; raises NotNow."""
    deadline = of(case)
    if deadline is None or not deadline.extension:
        raise NotNow("no_extension")
    if deadline.extended_at or deadline.met_at or deadline.lapsed_at or deadline.suspended_at:
        raise NotNow("not_extended_now")
    (unit, length), *_ = deadline.extension.items()
    calendar = calendars.calendar(deadline.calendar)
    _count(deadline, deadlines.longer(_due(deadline), Limit(unit, int(length)), calendar))
    deadline.extended_at = clock.now()
    _save(case, deadline)
    trace(case, "deadline.extended", {"due_on": deadline.due_on.isoformat(), "reason": reason}, actor=actor)
    return deadline


def meet(case: Case) -> None:
    """It was decided: nothing is due any more."""
    now = clock.now()
    running = Deadline.objects.filter(Q(case=case), met_at=None)
    running.update(met_at=now, suspended_at=None)
    Suspension.objects.filter(deadline__case=case, ended_at=None).update(ended_at=now)
    case.due_before = NEVER
    Case.objects.filter(pk=case.pk).update(due_before=NEVER)


def run_again(case: Case, due: Due, start: datetime) -> None:
    """A case that was reopened is due anew, counted from its reopening."""
    deadline = of(case)
    if deadline is None:
        return
    deadline.counted_from, deadline.met_at, deadline.lapsed_at = start, None, None
    deadline.warned_at = deadline.promised_on = deadline.suspended_at = None
    _count(deadline, due)
    _save(case, deadline)


def _due(deadline: Deadline) -> Due:
    return Due(deadline.due_on, deadline.before)


def _count(deadline: Deadline, due: Due) -> None:
    deadline.due_on, deadline.before = due.on, due.before
    deadline.calendar_version = calendars.calendar(deadline.calendar).version


def _save(case: Case, deadline: Deadline) -> None:
    deadline.save()
    case.due_before = deadline.before
    case.save(update_fields=["due_before"])
