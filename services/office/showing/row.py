"""One line of the queue."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import Case
from services.casework.references import grouped
from services.journeys.language import language as spoken
from services.office.showing import moments
from services.office.showing.moments import Due, Tag
from services.office.showing.words import COLOURS, CaseWords


@dataclass(frozen=True, slots=True)
class Row:
    """`first` says why it goes before others, where a law says so."""

    id: str
    reference: str
    title: str
    step: Tag
    due: Due
    first: str
    language: str
    handler: str
    began_on: str


def row(case: Case) -> Row:
    words = CaseWords.of(case.version)
    return Row(
        id=str(case.pk),
        reference=grouped(case.reference),
        title=words.title(case.case_type),
        step=status(case, words),
        due=due(case),
        first=_first(case, words),
        language=spoken(case.language).name,
        handler=case.handler.name if case.handler else "",
        began_on=moments.day(case.began_on),
    )


def status(case: Case, words: CaseWords) -> Tag:
    """Where it stands; of one that is over, how it ended."""
    if case.result and case.step in ("decided", "closed"):
        return Tag(f"{words.step(case.step)}: {words.result(case.result)}", COLOURS[case.step])
    return Tag(words.step(case.step), COLOURS.get(case.step, "light-blue"))


def due(case: Case) -> Due:
    if case.decided_at or case.closed_at:
        return Due(Tag(gettext("Nothing due")))
    return moments.due(case.due_before)


def _first(case: Case, words: CaseWords) -> str:
    if case.priority:
        return words.priority(case.priority)
    return gettext("Due the same day") if case.lane == Case.Lane.SAME_DAY else ""
