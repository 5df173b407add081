"""Deciding: by one person, by two where the case type wants four eyes, or by the rules where there is no discretion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from services.casework import access, deciding, noting, tasking
from services.casework.errors import NotNow
from services.casework.models import Case, Decision, Party, Request
from services.casework.trace import trace, type_of
from services.people.models import User

State = Decision.State
Basis = Sequence[Mapping[str, str]]


@transaction.atomic
def decide(user: User, case_id: UUID, result: str, grounds: str, legal_basis: Basis) -> Decision:
    """Decide the case, or propose it where another must confirm; raises NotNow, NotAllowed.

    `grounds` are in the language of the case; a legal basis is `{title, article}`.
    """
    case = access.working_on(user, case_id)
    _can_be_decided(case, result)
    return put(user, case, result, grounds, legal_basis)


@transaction.atomic
def confirm(user: User, case_id: UUID) -> Decision:
    """The second pair of eyes: what a colleague proposed stands from now on; raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id, "decider")
    proposed = _proposed(case)
    if proposed.proposed_by == str(user.pk):
        raise NotNow("own_work")
    if case.closed_at and proposed.corrects_id is None:
        raise NotNow("case_closed")
    return deciding.stands(case, proposed, by=str(user.pk))


@transaction.atomic
def turn_down(user: User, case_id: UUID, reason: str) -> Decision:
    """What a colleague proposed is not decided; it goes back to them with a reason. Raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id, "decider")
    proposed = _proposed(case)
    noting.keep(case, reason, by=str(user.pk))
    proposed.state = State.TURNED_DOWN
    proposed.save(update_fields=["state"])
    trace(case, "decision.turned_down", {"decision": str(proposed.pk)}, actor=str(user.pk))
    return proposed


def put(
    user: User, case: Case, result: str, grounds: str, legal_basis: Basis, *, corrects: Decision | None = None
) -> Decision:
    """Write the decision down, proposed or standing; the case is locked and it was seen that it can be decided."""
    if not grounds.strip():
        raise NotNow("grounds_missing")
    basis = [dict(each) for each in legal_basis if each.get("title", "").strip()]
    if not basis:
        raise NotNow("legal_basis_missing")
    made = deciding.drawn_up(case, result, grounds.strip(), basis, by=str(user.pk), corrects=corrects)
    if type_of(case).four_eyes:
        made.state = State.PROPOSED
        made.save(force_insert=True)
        trace(case, "decision.proposed", {"decision": str(made.pk), "result": result}, actor=str(user.pk))
        return made
    return deciding.stands(case, made, by=str(user.pk))


def _can_be_decided(case: Case, result: str) -> None:
    """One clear sentence for whatever stands in the way."""
    if case.closed_at:
        raise NotNow("case_closed")
    decisions = {decision.state for decision in Decision.objects.filter(case=case)}
    if State.STANDS in decisions:
        raise NotNow("already_decided")
    if State.PROPOSED in decisions:
        raise NotNow("already_proposed")
    if result not in type_of(case).decisions:
        raise NotNow("no_such_result")
    if tasking.unfinished(case).exists():
        raise NotNow("tasks_open")
    if Request.objects.filter(case=case, state=Request.State.OPEN).exists():
        raise NotNow("request_open")
    if Party.objects.filter(application=case.application_id, state=Party.State.INVITED).exists():
        raise NotNow("party_open")
    if Case.objects.filter(main=case, closed_at=None).exists():
        raise NotNow("parts_open")


def _proposed(case: Case) -> Decision:
    found = Decision.objects.filter(case=case, state=State.PROPOSED).first()
    if found is None:
        raise NotNow("nothing_proposed")
    return found
