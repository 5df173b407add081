"""How a case ends: with a result, nothing left open, and the days on which its file is archived and destroyed."""

from __future__ import annotations

from services.casework import tasking
from services.casework.clocks import authority, limits
from services.casework.models import Case, Request
from services.casework.trace import reach, trace, type_of
from services.catalogue import calendars, queries
from services.journeys.deadlines import months_after
from services.record import clock


def close(case: Case, result: str, *, by: str, touch: str = "") -> bool:
    """End the case with this result, within a write; False where it had ended."""
    now = clock.now()
    if not Case.objects.filter(pk=case.pk, closed_at=None).update(closed_at=now, result=result):
        return False
    case.closed_at, case.result = now, result
    authority.meet(case)
    limits.drop(case)
    tasking.drop_all(case)
    Request.objects.filter(case=case, state=Request.State.OPEN).update(state=Request.State.WITHDRAWN)
    keep_until(case)
    reach(case, "closed", by=by)
    trace(case, "case.closed", {"result": result}, actor=by, touch=touch)
    _with_its_parts(case, by)
    return True


def keep_until(case: Case) -> None:
    """By its result: when the file is archived, when it is destroyed."""
    kept = type_of(case).result(case.result) or type_of(case).result("lapsed")
    if kept is None or case.closed_at is None:
        return
    zone = calendars.zone_of(queries.journey_of(case.version).law.calendar)
    day = case.closed_at.astimezone(zone).date()
    case.archive_on = months_after(day, 12 * kept.archive_years)
    case.destroy_on = months_after(day, 12 * max(kept.destroy_years, kept.archive_years))
    case.waiting = False
    case.save(update_fields=["archive_on", "destroy_on", "waiting"])


def _with_its_parts(case: Case, by: str) -> None:
    """The last part of a bundle ends the whole, with what they all came to."""
    if case.main_id is None:
        return
    parts = Case.objects.filter(main=case.main_id)
    if parts.filter(closed_at=None).exists():
        return
    results = set(parts.values_list("result", flat=True))
    whole = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application", "version")
        .get(pk=case.main_id)
    )
    close(whole, results.pop() if len(results) == 1 else "granted_in_part", by=by)
