"""In which order and until when: a legal priority, the step a case has reached, a deadline put off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, noting
from services.casework.clocks import authority
from services.casework.errors import NotNow
from services.casework.models import Case
from services.casework.trace import reach, trace, type_of
from services.people.models import User


@transaction.atomic
def prioritise(user: User, case_id: UUID, priority: str) -> Case:
    """First in the queue, for a reason the case type has with its legal basis; "" takes it back. Raises NotNow."""
    case = access.working_on(user, case_id)
    reasons = type_of(case).priorities
    if priority and priority not in reasons:
        raise NotNow("no_such_priority")
    if case.priority == priority:
        return case
    case.priority = priority
    case.lane = Case.Lane.PRIORITY if priority else Case.Lane.USUAL
    case.save(update_fields=["priority", "lane"])
    basis = dict(reasons[priority]) if priority else {}
    trace(case, "case.prioritised", {"priority": priority, "legal_basis": basis}, actor=str(user.pk))
    return case


@transaction.atomic
def set_step(user: User, case_id: UUID, step: str) -> Case:
    """One of the steps that the case type has for itself; raises NotNow."""
    case = access.working_on(user, case_id)
    if case.closed_at:
        raise NotNow("case_closed")
    if step not in type_of(case).own_steps:
        raise NotNow("no_such_step")
    if reach(case, step, by=str(user.pk)):
        trace(case, "case.stepped", {"step": step}, actor=str(user.pk))
    return case


@transaction.atomic
def extend(user: User, case_id: UUID, reason: str) -> Case:
    """Put the deadline off, once, for a reason that the person is told; raises NotNow."""
    case = access.working_on(user, case_id)
    kept = noting.keep(case, reason, by=str(user.pk), kind="deadline.reason")
    authority.extend(case, str(kept.pk), actor=str(user.pk))
    return case
