"""A case taken up again: nothing stands any more, and its deadline runs anew."""

from __future__ import annotations

from services.casework.clocks import authority, limits
from services.casework.models import Case, Deadline, Decision, Limit
from services.casework.trace import reach, trace
from services.catalogue import calendars
from services.journeys import deadlines
from services.record import clock

State = Decision.State


def reopen(case: Case, *, by: str) -> None:
    """Within a write; the case is locked."""
    for decision in Decision.objects.filter(case=case, state=State.STANDS):
        limits.of(Limit.Kind.APPEAL, str(decision.pk)).update(met_at=clock.now())
    Decision.objects.filter(case=case, state=State.STANDS).update(state=State.REPLACED)
    Decision.objects.filter(case=case, state=State.PROPOSED).update(state=State.TURNED_DOWN)
    case.closed_at = case.decided_at = case.archive_on = case.destroy_on = None
    case.result = ""
    case.save(update_fields=["closed_at", "decided_at", "archive_on", "destroy_on", "result"])
    _due_anew(case)
    trace(case, "case.reopened", {}, actor=by)
    reach(case, "in_progress", by=by)


def _due_anew(case: Case) -> None:
    """As long as it had been given the first time, counted from now."""
    deadline = Deadline.objects.filter(case=case).first()
    if deadline is None:
        return
    calendar, now = calendars.calendar(deadline.calendar), clock.now()
    given = deadline.first_before - deadline.counted_from
    last = calendar.next_working(calendar.local(now + given).date())
    authority.run_again(case, deadlines.Due(last, calendar.end_of(last)), now)
