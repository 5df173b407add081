"""Which documents a decision brings, in which form and by which way; taken back when it no longer stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from services.casework import references, tasking
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.models import Case, Decision, Output, Task
from services.casework.trace import trace
from services.journeys.law import Named, holds
from services.record import clock, events

GRANTED = ("granted", "granted_in_part")
WAYS = ("download",)
TO_ISSUE = "issue_document"
"""The task for a document of a case that is closed already, which no queue of open cases shows."""


def order(case: Case, decision: Decision) -> bool:
    """Order what the law gives for this decision, within it; True where somebody or something has still to issue it."""
    if decision.result not in GRANTED:
        return False
    opened = opening.read(case.application_id)
    ordered = [_ordered(case, output, opened) for output in _due(case, opened)]
    for output in ordered:
        trace(case, "output.ordered", {"output": str(output.pk), "document": output.document}, actor="law")
    if ordered:
        tell(case, decision)
    return bool(ordered)


def tell(case: Case, decision: Decision) -> None:
    """There is something to issue: what nobody has to look at is issued by itself (issuing.issue_electronic)."""
    events.write("outputs.ordered", case.subject, {"decision": str(decision.pk)})


def want(case: Case, output: Output) -> None:
    """Somebody has to see to this document, though its case is closed; said again where it was settled before."""
    if case.closed_at is not None:
        task = tasking.need(case, TO_ISSUE, about=str(output.pk))
        Task.objects.filter(pk=task.pk, state=Task.State.DROPPED).update(state=Task.State.OPEN, done_at=None)


def revoke_all(case: Case, *, by: str) -> None:
    """What was decided no longer stands: nobody may rely on these documents any more."""
    for output in Output.objects.filter(case=case).exclude(state=Output.State.REVOKED):
        output.state, output.revoked_at = Output.State.REVOKED, clock.now()
        output.save(update_fields=["state", "revoked_at"])
        tasking.settle(case, TO_ISSUE, str(output.pk))
        trace(case, "output.revoked", {"output": str(output.pk), "number": output.number}, actor=by)


def written_of(case: Case, output: Output, opened: Opened) -> Mapping[str, Any]:
    """What the law says of this document; nothing where newer rules no longer know it."""
    return next((each.written for each in _of(case, opened) if each.name == output.document), {})


def ways_of(written: Mapping[str, Any]) -> tuple[str, ...]:
    """The ways in which it is given out, the usual one first."""
    return tuple(written.get("ways") or WAYS)


def form_by(written: Mapping[str, Any], way: str) -> str:
    """Paper by post and at a counter, a file to download, as far as the law has both."""
    forms = written.get("forms") or ("electronic",)
    wanted = "electronic" if way in WAYS else "sealed_paper"
    return wanted if wanted in forms else str(forms[0])


def _of(case: Case, opened: Opened) -> Iterator[Named]:
    for output in opened.journey.law.outputs:
        if output.written.get("case", opened.application.service.slug) == case.case_type:
            yield output


def _due(case: Case, opened: Opened) -> Iterator[Named]:
    answers = opened.interview.reading.answers
    return (output for output in _of(case, opened) if holds(output.when, answers))


def _ordered(case: Case, output: Named, opened: Opened) -> Output:
    way = _way(output.written, opened)
    return Output.objects.create(
        id=uuid4(),
        case=case,
        document=output.name,
        number=references.free(Output, "number"),
        form=form_by(output.written, way),
        way=way,
        language=case.language,
        ordered_at=clock.now(),
    )


def _way(written: Mapping[str, Any], opened: Opened) -> str:
    """As the person chose; else the first the law names."""
    chosen = str(opened.values.get(written.get("chosen_by") or "", ""))
    return chosen if chosen in ways_of(written) else ways_of(written)[0]
