"""The trace of whatever is done in a case: the ledger, its revision, and everybody who is looking at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from services.casework.appeal_type import APPEAL, appeal_type
from services.casework.models import Case, CaseStatus
from services.catalogue import queries
from services.journeys.case_types import CaseType
from services.record import clock, events, ledger, live


def trace(case: Case, kind: str, data: Mapping[str, Any], *, actor: str, touch: str = "", **tell: Any) -> None:
    """One entry in the case's chain, and the event of the same name for whoever subscribed; within the write.

    `tell` goes with the event: ids only, never what somebody said.
    """
    Case.objects.filter(pk=case.pk).update(revision=F("revision") + 1)
    case.revision += 1
    ledger.append(case.subject, kind, data, actor=actor, touch=touch)
    events.write(kind, case.subject, {"application": str(case.application_id), **tell})
    live.moved(case.subject, case.revision)
    live.moved(queue_topic(case.authority_id), int(clock.now().timestamp() * 1000))


def queue_topic(authority: int | None) -> str:
    """What the queue of an organisation is called by whoever looks at it; its revision is the moment it moved."""
    return f"queue:{authority}"


def type_of(case: Case) -> CaseType:
    """The case type by the rules that the case is under."""
    types = queries.journey_of(case.version).law.case_types
    if case.about_id is not None or case.case_type == APPEAL:
        return appeal_type()
    return types[case.case_type]


def reach(case: Case, step: str, *, by: str) -> bool:
    """The case comes to this step, dated now; False where it stands there, or its type has no such step."""
    known = type_of(case).step(step)
    if known is None or case.step == step:
        return False
    CaseStatus.objects.create(case=case, step=step, at=clock.now(), by=by)
    case.step = step
    case.save(update_fields=["step"])
    if known.tells:
        events.write("case.step", case.subject, {"application": str(case.application_id), "step": step})
    return True
