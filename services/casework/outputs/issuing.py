"""Issuing a document: made, sealed into private storage beside the form for the file, and traced."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from services.casework import access
from services.casework.deciding import LAW
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Decision, Output
from services.casework.outputs import filing, keeping, moving, rendering
from services.casework.trace import trace
from services.people.models import User
from services.record import clock, ledger
from services.record.models import Event

State = Output.State


@transaction.atomic
def issue(user: User, output_id: UUID) -> Output:
    """Make the document and seal it; a second time changes nothing. Raises NotNow once it is revoked, NotAllowed."""
    case, output = moving.locked(user, output_id)
    if output.state == State.REVOKED:
        raise NotNow("output_revoked")
    if output.state == State.ORDERED:
        _issue(case, output, by=str(user.pk), signer=user.name)
    return output


def issue_electronic(event: Event) -> None:
    """What the rules decided and a file can carry is issued by the law itself; safe to run twice."""
    decision = event.data["decision"]
    ordered = Output.objects.filter(state=State.ORDERED, form="electronic", case__decisions=decision)
    for output_id in ordered.values_list("pk", flat=True):
        _issue_by_law(output_id, decision)


def shown(user: User, output_id: UUID) -> tuple[str, bytes]:
    """The document for a desk that prints or looks at it: its name and bytes; raises NotNow, NotAllowed."""
    output = Output.objects.filter(pk=output_id).first()
    if output is None:
        raise NotAllowed
    output.case = access.seen(user, output.case_id)
    if not output.fingerprint:
        raise NotNow("output_ordered")
    return keeping.name_of(output), keeping.content(output)


@transaction.atomic
def _issue_by_law(output_id: UUID, decision_id: str) -> None:
    """Unless people decided something else meanwhile."""
    case, output = moving.of(access.lock(moving.case_of(output_id)), output_id)
    still = Decision.objects.filter(pk=decision_id, case=case, automatic=True, state=Decision.State.STANDS)
    if output.state == State.ORDERED and output.form == "electronic" and still.exists():
        _issue(case, output, by=LAW)


def _issue(case: Case, output: Output, *, by: str, signer: str = "") -> None:
    """Within the write and its lock: a decision corrected meanwhile would make a document that was never true.

    Rendering takes some thirty milliseconds and asks nobody outside. A file left by a write that failed is sealed,
    belongs to no issued document, and is written over the next time.
    """
    output.issued_at, output.issued_by, output.state = clock.now(), by, State.ISSUED
    paper = rendering.certificate(case, output, at=output.issued_at, signer=signer)
    output.fingerprint = sha256(paper).hexdigest()
    output.save(update_fields=["issued_at", "issued_by", "state", "fingerprint"])
    keeping.keep(output, paper, filing.file_copy(case, output.issued_at))
    data = {"output": str(output.pk), "number": output.number, "content": ledger.fingerprint(output.fingerprint)}
    trace(case, "output.issued", data, actor=by, output=str(output.pk))
    moving.close_if_done(case, output, by=by)
