"""What comes of a time limit that somebody let pass, or that was made longer after it had passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from services.casework import access, parties, taking_up, tasking
from services.casework.handling.asking import go_on
from services.casework.models import Case, Limit, Request
from services.casework.trace import trace
from services.record.models import Event

Kind = Limit.Kind


def _request(limit: Limit) -> None:
    """The authority goes on with what it has; nobody is refused by the clock alone."""
    request = Request.objects.select_related("case").get(pk=UUID(limit.about))
    if not Request.objects.filter(pk=request.pk, state=Request.State.OPEN).update(state=Request.State.LAPSED):
        return
    case = access.lock(request.case_id)
    trace(case, "request.lapsed", {"request": limit.about}, actor="clock", request=limit.about)
    if request.asked_by != "citizen":
        tasking.need(case, "request_lapsed", about=limit.about)
    go_on(case, limit.about, by="clock")


def _appeal(limit: Limit) -> None:
    """What was decided can no longer be objected to."""
    if limit.case_id is not None:
        trace(access.lock(limit.case_id), "decision.final", {"decision": limit.about}, actor="clock")


def _party(limit: Limit) -> None:
    parties.fall_silent(int(limit.about))


def _proposal(limit: Limit) -> None:
    taking_up.lapse(UUID(limit.about))


WHAT_COMES: Mapping[Kind, Callable[[Limit], None]] = {
    Kind.REQUEST: _request,
    Kind.APPEAL: _appeal,
    Kind.PARTY: _party,
    Kind.PROPOSAL: _proposal,
}


def _request_again(limit: Limit) -> None:
    again = Request.objects.filter(pk=UUID(limit.about), state=Request.State.LAPSED)
    again.filter(case__closed_at=None, case__decided_at=None).update(state=Request.State.OPEN, before=limit.before)
    Case.objects.filter(requests=UUID(limit.about), closed_at=None).update(waiting=True)


def lengthened(event: Event) -> None:
    """A limit was made longer by an outage: who had let it pass may still do what it was for."""
    limit = Limit.objects.get(pk=event.data["limit"])
    if limit.kind == Kind.REQUEST:
        Request.objects.filter(pk=UUID(limit.about)).update(before=limit.before)
    if event.data["again"] and limit.kind == Kind.REQUEST:
        _request_again(limit)
    if event.data["again"] and limit.kind == Kind.PARTY:
        parties.hear_again(int(limit.about))
