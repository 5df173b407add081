"""What a caseworker judges: evidence, exemptions asked for on evidence, likeness to other applications."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from services.casework import access, tasking
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Document, FeeDue, Likeness
from services.casework.trace import trace
from services.people.models import User
from services.record import clock


@transaction.atomic
def check_document(user: User, case_id: UUID, document_id: UUID, *, accepted: bool) -> Document:
    """A file shows what it should, or does not; raises NotNow for one that is gone, NotAllowed."""
    case = access.working_on(user, case_id)
    document = Document.objects.select_for_update(no_key=True).filter(
        pk=document_id, application=case.application_id, removed_at=None
    ).first()  # fmt: skip
    if document is None:
        raise NotNow("document_gone")
    document.checked_at, document.accepted = clock.now(), accepted
    document.save(update_fields=["checked_at", "accepted"])
    data = {"document": str(document.pk), "accepted": accepted}
    trace(case, "document.checked", data, actor=str(user.pk))
    return document


@transaction.atomic
def accept_exemption(user: User, case_id: UUID, fee_id: int, *, accepted: bool) -> FeeDue:
    """The person is free of this fee, as the evidence shows, or is not; raises NotNow, NotAllowed."""
    case = access.working_on(user, case_id)
    fee = FeeDue.objects.select_for_update(no_key=True).filter(pk=fee_id, application=case.application_id).first()
    if fee is None or not fee.claimed:
        raise NotNow("no_exemption_claimed")
    if fee.settled_at:
        raise NotNow("fee_settled")
    if accepted:
        fee.exempt, fee.amount = fee.claimed, Decimal(0)
    fee.claimed = ""
    fee.save(update_fields=["exempt", "amount", "claimed"])
    data = {"fee": fee.name, "exempt": fee.exempt, "accepted": accepted}
    trace(case, "fee.exemption_judged", data, actor=str(user.pk))
    tasking.settle(case, "judge_exemption", about=str(fee.pk))
    return fee


@transaction.atomic
def settle_likeness(user: User, case_id: UUID, likeness_id: int) -> None:
    """Looked at: they are about different matters. Raises NotAllowed."""
    case: Case = access.working_on(user, case_id)
    settled = Likeness.objects.filter(pk=likeness_id, application=case.application_id, settled_at=None)
    if not settled.update(settled_at=clock.now()):
        raise NotAllowed
    trace(case, "likeness.settled", {"likeness": likeness_id}, actor=str(user.pk))
