"""A decision that was wrong is corrected, and a case that ended is opened again; what was before stays in the file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, noting, offering, outputs, reopening
from services.casework.errors import NotNow
from services.casework.handling.deciding import Basis, put
from services.casework.models import Case, Decision
from services.casework.trace import type_of
from services.people.models import User


@transaction.atomic
def correct(
    user: User, case_id: UUID, result: str, grounds: str, legal_basis: Basis, *, wrong: UUID | None = None
) -> Decision:
    """Decide anew what was decided wrongly: documents issued on it are revoked. Raises NotNow, NotAllowed.

    `wrong` is the decision that was seen: corrected meanwhile by somebody else (or a second click), it is said.
    """
    case = access.working_on(user, case_id, "decider")
    standing = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
    if standing is None:
        raise NotNow("nothing_decided")
    if wrong is not None and standing.pk != wrong:
        raise NotNow("already_decided")
    if Decision.objects.filter(case=case, state=Decision.State.PROPOSED).exists():
        raise NotNow("already_proposed")
    if result not in type_of(case).decisions:
        raise NotNow("no_such_result")
    return put(user, case, result, grounds, legal_basis, corrects=standing)


@transaction.atomic
def reopen(user: User, case_id: UUID, reason: str) -> Case:
    """Take up again what was decided or ended, for a reason that stays in the file; raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id, "decider")
    if not (case.closed_at or case.decided_at):
        raise NotNow("case_open")
    noting.keep(case, reason, by=str(user.pk), kind="case.reason")
    outputs.revoke_all(case, by=str(user.pk))
    offering.take_back(case)
    reopening.reopen(case, by=str(user.pk))
    return case
