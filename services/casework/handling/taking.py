"""Who has a case in hand: taken from the queue, handed on, put back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case
from services.casework.trace import reach, trace
from services.people import staffing
from services.people.models import User
from services.record import clock


@transaction.atomic
def take(user: User, case_id: UUID) -> Case:
    """Take it into one's own hands; what a colleague has is handed on by them. Raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id)
    if case.closed_at:
        raise NotNow("case_closed")
    if case.handler_id not in (None, user.pk, *staffing.standing(user).stands_in_for):
        raise NotNow("case_taken", name=case.handler.name if case.handler else "")
    if case.handler_id == user.pk:
        return case
    _give(case, user)
    trace(case, "case.taken", {}, actor=str(user.pk))
    reach(case, "in_progress", by=str(user.pk))
    return case


@transaction.atomic
def hand_on(user: User, case_id: UUID, colleague: User) -> Case:
    """To a colleague of the same organisation, or to the one who stands in for them; raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id)
    if case.closed_at:
        raise NotNow("case_closed")
    receiver = present(colleague)
    if not staffing.standing(receiver).has("handler", case.authority_id):
        raise NotAllowed
    _give(case, receiver)
    trace(case, "case.handed_on", {"to": str(receiver.pk)}, actor=str(user.pk))
    return case


@transaction.atomic
def put_back(user: User, case_id: UUID) -> Case:
    """Nobody has it in hand any more; it stands in the queue where it stood."""
    case = access.working_on(user, case_id)
    if case.handler_id is not None and not case.closed_at:
        _give(case, None)
        trace(case, "case.put_back", {}, actor=str(user.pk))
    return case


@transaction.atomic
def release_all(colleague: User, *, by: str) -> int:
    """Everything that somebody who left had in hand is free again; returns how many cases."""
    cases = Case.objects.select_for_update(no_key=True).filter(handler=colleague, closed_at=None)
    organisations = staffing.standing(colleague).organisations
    left = list(cases.exclude(authority__in=organisations).order_by("pk"))
    for case in left:
        _give(case, None)
        trace(case, "case.put_back", {"left": str(colleague.pk)}, actor=by)
    return len(left)


def present(colleague: User) -> User:
    """The colleague, or who stands in for them now."""
    standing_in = staffing.under_way(clock.now()).filter(absent=colleague).select_related("substitute").first()
    return standing_in.substitute if standing_in else colleague


def _give(case: Case, user: User | None) -> None:
    case.handler = user
    case.save(update_fields=["handler"])
