"""What was said, in the language of who looks at it beside that of who said it, and where each answer comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import AnswerRow
from services.catalogue import queries
from services.journeys.language import language as spoken
from services.journeys.types.files import Evidence
from services.look.languages import language
from services.office.case_file import CaseFile
from services.office.showing import moments, names
from services.office.showing.moments import Tag


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and answer in both languages; `source` flags what the person did not simply say themselves."""

    question: str
    value: str
    their_question: str
    their_value: str
    origin: str
    source: Tag | None


@dataclass(frozen=True, slots=True)
class Answers:
    """`theirs` is the name of the applicant's language, "" where it is the same as that of the office."""

    rows: tuple[Answer, ...]
    code: str
    name: str
    their_code: str
    theirs: str


def answers(file: CaseFile, named: Mapping[str, str]) -> Answers:
    opened, office = file.opened, file.office_language
    ours = queries.words_of(opened.application.version, office).about(opened.interview)
    own = opened.phrases
    shown = []
    for each in opened.interview.review().answers:
        row = file.rows.get(each.instance)
        files = isinstance(each.question.answer, Evidence)
        shown.append(
            Answer(
                question=ours.short(each.instance),
                value=_files(each.value) if files else ours.shown(each.instance, each.value),
                their_question=own.short(each.instance),
                their_value="" if files else own.shown(each.instance, each.value),
                origin=_origin(row, named) if row else "",
                source=_source(row) if row else None,
            )
        )
    different = office != opened.spoken
    theirs = spoken(opened.spoken).name if different else ""
    return Answers(tuple(shown), office, spoken(office).name, opened.spoken, theirs)


def _files(value: object) -> str:
    count = len(value) if isinstance(value, list) else 0
    if not count:
        return spoken(language()).left_out
    return gettext("Files: %(count)s, see the documents") % {"count": count}


def _origin(row: AnswerRow, named: Mapping[str, str]) -> str:
    said = {"who": named[row.keyed_by], "channel": names.channel(row.touch.channel), "when": moments.moment(row.at)}
    if row.touch.assisted:
        return gettext("%(who)s, %(channel)s with a helper, %(when)s") % said
    return gettext("%(who)s, %(channel)s, %(when)s") % said


def _source(row: AnswerRow) -> Tag | None:
    kind, _, _ = row.source.partition(":")
    said = {
        "stated": None,
        "unaccented": Tag(gettext("Typed without accents"), "orange"),
        "unverified": Tag(gettext("Not verified"), "orange"),
        "heard": Tag(gettext("Written down by a machine"), "orange"),
        "transcribed": Tag(gettext("Written down from a recording"), "blue"),
        "request": Tag(gettext("Corrected"), "blue"),
        "case": Tag(gettext("From an earlier case"), "blue"),
        "link": Tag(gettext("From a link"), "blue"),
    }
    return said.get(kind, Tag(row.source, "blue"))
