"""The page of a case, put together."""

from __future__ import annotations

from dataclasses import dataclass

from services.casework import noting
from services.casework.references import grouped
from services.office.case_file import CaseFile
from services.office.showing import (
    answers,
    asked,
    beside,
    clockwork,
    moments,
    money,
    outputs,
    papers,
    people,
    row,
    timeline,
    todo,
    verdict,
)
from services.office.showing.moments import Tag
from services.office.showing.names import names_of


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above everything: which case this is, how it stands, and who has it."""

    id: str
    title: str
    reference: str
    step: Tag
    priority: str
    handler: str
    team: str
    began_on: str
    revision: int


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class CasePage:
    head: Head
    clock: clockwork.Clockwork
    todo: tuple[todo.Todo, ...]
    answers: answers.Answers
    documents: tuple[papers.Paper, ...]
    requests: tuple[asked.Wanted, ...]
    verdicts: tuple[verdict.Verdict, ...]
    outputs: tuple[outputs.Paper, ...]
    fees: tuple[money.Fee, ...]
    others: tuple[people.Other, ...]
    contact: people.Contact
    alike: tuple[beside.Alike, ...]
    neighbours: tuple[beside.Neighbour, ...]
    notes: tuple[Note, ...]
    timeline: tuple[timeline.Happening, ...]
    works: bool


def page(file: CaseFile) -> CasePage:
    named = names_of(actors(file))
    requests = asked.asked_of(file)
    verdicts = verdict.verdicts(file, named)
    return CasePage(
        head=head(file),
        clock=clockwork.clockwork(file),
        todo=todo.todo(file, verdicts, named),
        answers=answers.answers(file, named),
        documents=papers.papers(file, requests),
        requests=asked.wanted(file, requests, named),
        verdicts=verdicts,
        outputs=outputs.outputs(file, named),
        fees=money.fees(file),
        others=people.others(file),
        contact=people.contact(file),
        alike=beside.alike(file) if file.belongs else (),
        neighbours=beside.neighbours(file),
        notes=tuple(Note(noting.text_of(each), named[each.by], moments.moment(each.at)) for each in file.notes),
        timeline=timeline.timeline(file, named),
        works=file.has("handler"),
    )


def head(file: CaseFile) -> Head:
    case = file.case
    return Head(
        id=str(case.pk),
        title=file.words.title(case.case_type),
        reference=grouped(case.reference),
        step=row.status(case, file.words),
        priority=file.words.priority(case.priority) if case.priority else "",
        handler=case.handler.name if case.handler else "",
        team=case.team.name(file.words.said.code) if case.team else "",
        began_on=moments.day(case.began_on),
        revision=case.revision,
    )


def actors(file: CaseFile) -> set[str]:
    """Everybody whose name stands somewhere on the page."""
    decided = {by for each in file.decisions for by in (each.proposed_by, each.decided_by)}
    others = {each.done_by for each in file.tasks} | {each.issued_by for each in file.outputs}
    keyed = {each.keyed_by for each in file.rows.values()}
    wrote = {each.by for each in file.notes} | {each.asked_by for each in file.requests}
    return timeline.actors(file) | decided | others | keyed | wrote
