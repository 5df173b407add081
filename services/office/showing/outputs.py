"""The documents the person gets, where each is, and what comes next for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import Output
from services.casework.outputs.moving import DESKS
from services.casework.references import grouped
from services.office.case_file import CaseFile
from services.office.showing import moments, names
from services.office.showing.moments import Tag

State = Output.State


@dataclass(frozen=True, slots=True)
class Paper:
    """`next` are the names of the actions that move it on."""

    id: str
    name: str
    number: str
    way: str
    state: Tag
    facts: str
    issued: bool
    next: tuple[str, ...]


def outputs(file: CaseFile, named: Mapping[str, str]) -> tuple[Paper, ...]:
    return tuple(_paper(output, file, named) for output in file.outputs)


def next_of(output: Output) -> tuple[str, ...]:
    """The actions of acting.table that can be done with it as it stands."""
    if output.state == State.ORDERED:
        return ("issue",)
    if output.state == State.ISSUED and output.way == "post":
        return ("send",)
    if output.state == State.ISSUED and output.way in DESKS:
        return ("ready", "hand_over")
    return ("hand_over",) if output.state == State.READY else ()


def _paper(output: Output, file: CaseFile, named: Mapping[str, str]) -> Paper:
    return Paper(
        id=str(output.pk),
        name=file.words.output(output.document),
        number=grouped(output.number),
        way=names.way(output.way),
        state=_state(output),
        facts=_facts(output, named),
        issued=bool(output.fingerprint) and output.state != State.REVOKED,
        next=next_of(output),
    )


def _facts(output: Output, named: Mapping[str, str]) -> str:
    if output.issued_at is None:
        return ""
    said = gettext("Issued by %(who)s, %(when)s") % {
        "who": named[output.issued_by],
        "when": moments.moment(output.issued_at),
    }
    tracked = gettext("tracking number %(number)s") % {"number": output.tracking} if output.tracking else ""
    return "; ".join(filter(None, (said, tracked)))


def _state(output: Output) -> Tag:
    said = {
        State.ORDERED: Tag(gettext("To be issued"), "orange"),
        State.ISSUED: Tag(gettext("Issued"), "blue"),
        State.SENT: Tag(gettext("Sent"), "green"),
        State.READY: Tag(gettext("Waiting to be collected"), "purple"),
        State.HANDED_OVER: Tag(gettext("Handed over"), "green"),
        State.REVOKED: Tag(gettext("Not valid any more"), "red"),
    }
    return said[State(output.state)]
