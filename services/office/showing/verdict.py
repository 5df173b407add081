"""What was decided or is proposed, on which grounds; what no longer stands remains in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework import deciding
from services.casework.models import Decision
from services.office.case_file import CaseFile
from services.office.showing import moments
from services.office.showing.moments import Tag

State = Decision.State


@dataclass(frozen=True, slots=True)
class Verdict:
    """`own` says whether who looks at it has proposed it; grounds are in the language of the case."""

    id: str
    state: Tag
    result: str
    grounds: str
    basis: tuple[str, ...]
    facts: str
    proposed: bool
    own: bool


def verdicts(file: CaseFile, named: Mapping[str, str]) -> tuple[Verdict, ...]:
    """The one proposed or standing first."""
    order = [State.PROPOSED, State.STANDS, State.REPLACED, State.TURNED_DOWN]
    return tuple(
        _verdict(each, file, named) for each in sorted(file.decisions, key=lambda one: order.index(State(one.state)))
    )


def _verdict(decision: Decision, file: CaseFile, named: Mapping[str, str]) -> Verdict:
    return Verdict(
        id=str(decision.pk),
        state=_state(decision),
        result=file.words.result(decision.result),
        grounds=deciding.grounds_of(decision),
        basis=tuple(" ".join(filter(None, (one["title"], one.get("article", "")))) for one in decision.legal_basis),
        facts=_facts(decision, named),
        proposed=decision.state == State.PROPOSED,
        own=decision.proposed_by == str(file.user.pk),
    )


def _facts(decision: Decision, named: Mapping[str, str]) -> str:
    if decision.decided_at is None:
        return gettext("Proposed by %(who)s") % {"who": named[decision.proposed_by]}
    said = {"who": named[decision.decided_by], "when": moments.moment(decision.decided_at)}
    if decision.automatic:
        return gettext("Decided by the law itself, %(when)s") % said
    if decision.appeal_before is None:
        return gettext("Decided by %(who)s, %(when)s") % said
    until = moments.day(moments.last_day(decision.appeal_before))
    return gettext("Decided by %(who)s, %(when)s; they can object until %(until)s") % {**said, "until": until}


def _state(decision: Decision) -> Tag:
    said = {
        State.PROPOSED: Tag(gettext("Proposed"), "yellow"),
        State.STANDS: Tag(gettext("Stands"), "green"),
        State.REPLACED: Tag(gettext("Replaced"), "grey"),
        State.TURNED_DOWN: Tag(gettext("Turned down"), "red"),
    }
    return said[State(decision.state)]
