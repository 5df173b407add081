"""The form for the file: what was declared, what was decided and why, what happened when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from services.casework import documents
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.cases.following import Decided, Followed, follow
from services.casework.models import Case, Output
from services.casework.outputs.rendering import authority_name, day, pages, say, watermark
from services.casework.references import grouped
from services.catalogue import calendars, queries
from services.journeys.language import language
from services.journeys.steps import Reviewed
from services.journeys.types.files import Evidence
from services.look import pdf
from services.look.papers import File, Line, Section, Timeline
from services.record import clock


def file_copy(case: Case, at: datetime | None = None) -> bytes:
    """The whole of a case as a PDF, in its language; what was declared in the language of the law too."""
    moment = at or clock.now()
    opened = opening.read(case.application_id, case.language)
    followed = follow(case.application_id, language=opened.spoken)
    own = next(each for each in _all(followed) if each.case_id == case.pk)
    paper = File(
        language=opened.spoken,
        title=say(opened, "file_title", reference=grouped(case.reference)),
        authority=authority_name(case, opened.spoken),
        watermark=watermark(opened),
        pages=pages(opened),
        introduction=say(opened, "file_introduction", service=own.title, moment=_moment(opened, moment)),
        sections=list(_sections(case, opened, own)),
        timeline=_timeline(opened, own),
    )
    return pdf.render("file", paper, moment)


def law_language(opened: Opened) -> str:
    """The language of the law, and so of the office, where the service has words in it."""
    country = opened.journey.law.calendar[:2]
    return queries.spoken_of(opened.application.version, queries.LAW_LANGUAGES.get(country, opened.spoken))


def _all(followed: Followed | None) -> Iterator[Followed]:
    if followed is not None:
        yield followed
        for below in (*followed.parts, *followed.appeals):
            yield from _all(below)


def _sections(case: Case, opened: Opened, own: Followed) -> Iterator[Section]:
    yield _declared(opened, say(opened, "file_declared"))
    law = law_language(opened)
    if law != opened.spoken:
        heading = say(opened, "file_declared_in", spoken=language(law).name)
        yield _declared(opening.read(case.application_id, law), heading)
    if own.decision is not None:
        yield _decided(opened, own.decision)
    if own.outputs:
        yield Section(heading=say(opened, "file_outputs"), rows=[_output(opened, each) for each in own.outputs])


def _declared(opened: Opened, heading: str) -> Section:
    """Every question that was asked, with its answer; files by their names."""
    rows = [_answer(opened, answer) for answer in opened.interview.review().answers]
    return Section(heading=heading, rows=rows)


def _answer(opened: Opened, answer: Reviewed) -> Line:
    phrases = opened.phrases
    if isinstance(answer.question.answer, Evidence):
        given = documents.held(opened.application.pk, answer.instance)
        value = "\n".join(each.name for each in given) or opened.language.left_out
    else:
        value = phrases.shown(answer.instance, answer.value)
    return Line(label=phrases.text(answer.instance), value=value)


def _decided(opened: Opened, decided: Decided) -> Section:
    said = {
        "file_result": decided.words,
        "file_decided_on": opened.language.date(day(opened, decided.at)),
        "file_grounds": decided.grounds,
        "file_basis": "\n".join(decided.legal_basis),
    }
    rows = [Line(label=say(opened, code), value=value) for code, value in said.items()]
    return Section(heading=say(opened, "file_decision"), rows=rows)


def _output(opened: Opened, output: Output) -> Line:
    return Line(label=opened.phrases.part("outputs", output.document), value=grouped(output.number))


def _timeline(opened: Opened, own: Followed) -> Timeline:
    rows = [[_moment(opened, step.at), step.words] for step in own.steps]
    columns = [say(opened, "file_when"), say(opened, "file_what")]
    return Timeline(heading=say(opened, "file_timeline"), columns=columns, rows=rows)


def _moment(opened: Opened, moment: datetime) -> str:
    local = moment.astimezone(calendars.zone_of(opened.journey.law.calendar))
    return f"{opened.language.date(local.date())}, {opened.language.time(local.time())}"
