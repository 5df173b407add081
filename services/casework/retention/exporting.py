"""A person's whole file: everything held about them, as JSON for machines and as a paper to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from services.casework import documents, identity, noting, sentences
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.cases.following import Decided, Followed, follow
from services.casework.models import AnswerRow, Case, Document, Note, Touch
from services.casework.references import grouped
from services.look import pdf
from services.look.papers import File, Line, Section
from services.people import contact_plans
from services.people.models import Person
from services.record import clock
from services.record.models import Entry

Part = Callable[[UUID, str], object]
"""What a room above adds (settings.PERSON_FILE): of an application, in a language, plain data."""


def of_person(person: Person, language: str) -> dict[str, Any]:
    """All their applications, whichever record of them they were made under."""
    same = [person.pk, *person.merged.values_list("pk", flat=True)]
    ids = Case.objects.filter(application__person__in=same, destroyed_at=None).values_list("application", flat=True)
    return of_applications(sorted(set(ids)), language)


def of_applications(ids: list[UUID], language: str) -> dict[str, Any]:
    """Everything held under these applications, as plain JSON. Raises NotYours, Expired."""
    return {"exported_at": _iso(clock.now()), "applications": [_application(pk, language) for pk in ids]}


def as_pdf(ids: list[UUID], language: str) -> bytes:
    """The same on paper, in words."""
    moment = clock.now()
    first = opening.read(ids[0], language)
    paper = File(
        language=first.spoken,
        title=sentences.say(language, "export_title"),
        authority="",
        pages=sentences.say(language, "paper_pages", page="{page}", pages="{pages}"),
        introduction=sentences.say(language, "export_introduction", count=str(len(ids))),
        sections=[section for pk in ids for section in _sections(pk, language)],
    )
    return pdf.render("file", paper, moment)


def _application(pk: UUID, language: str) -> dict[str, Any]:
    opened = opening.read(pk, language)
    application, followed = opened.application, follow(pk, language=language)
    return {
        "reference": application.reference,
        "service": application.service.slug,
        "title": opened.phrases.title,
        "began_at": _iso(application.began_at),
        "filed_at": _iso(application.filed_at),
        "submitted_at": _iso(application.submitted_at),
        "said_of_oneself": identity.said(opened),
        "answers": list(_answers(opened)),
        "documents": list(_documents(opened)),
        "visits": list(_visits(opened)),
        "contact": _contact(pk),
        "case": _case(followed) if followed else None,
        "own_words": list(_own_words(pk)),
        "who_acted": list(_who_acted(opened)),
        **{name: _part(path)(pk, language) for name, path in settings.PERSON_FILE.items()},
    }


def _answers(opened: Opened) -> Iterator[dict[str, Any]]:
    rows = {row.instance: row for row in AnswerRow.objects.filter(application=opened.application)}
    for answer in opened.interview.review().answers:
        row = rows.get(answer.instance)
        yield {
            "question": opened.phrases.text(answer.instance),
            "answer": opened.phrases.shown(answer.instance, answer.value),
            "value": answer.value,
            "source": row.source if row else "",
            "keyed_by": row.keyed_by if row else "",
            "at": _iso(row.at) if row else None,
        }


def _documents(opened: Opened) -> Iterator[dict[str, Any]]:
    places = Document.objects.filter(application=opened.application, removed_at=None).values_list("instance", flat=True)
    for place in dict.fromkeys(places.order_by("received_at")):
        for held in documents.held(opened.application.pk, place):
            yield {"name": held.name, "kind": held.kind, "bytes": held.size, "given_for": place}


def _visits(opened: Opened) -> Iterator[dict[str, Any]]:
    for touch in Touch.objects.filter(applications=opened.application).order_by("started_at"):
        yield {
            "channel": touch.channel,
            "language": touch.language,
            "assisted": touch.assisted,
            "began_at": _iso(touch.started_at),
        }


def _contact(pk: UUID) -> dict[str, Any] | None:
    case = Case.objects.filter(application=pk, main=None, about=None).select_related("contact__key").first()
    if case is None or case.contact is None:
        return None
    plan = case.contact
    return {"language": plan.language, "ways": plan.ways, "addresses": contact_plans.addresses_of(plan)}


def _case(followed: Followed) -> dict[str, Any]:
    return {
        "reference": followed.reference,
        "title": followed.title,
        "steps": [{"step": step.words, "at": _iso(step.at)} for step in followed.steps],
        "due_on": followed.due_on.isoformat() if followed.due_on else None,
        "decision": _decision(followed.decision) if followed.decision else None,
        "outputs": [
            {"document": each.document, "number": each.number, "state": each.state} for each in followed.outputs
        ],
        "parts": [_case(part) for part in followed.parts],
        "objections": [_case(appeal) for appeal in followed.appeals],
    }


def _decision(decided: Decided) -> dict[str, Any]:
    return {
        "result": decided.words,
        "grounds": decided.grounds,
        "legal_basis": list(decided.legal_basis),
        "at": _iso(decided.at),
        "automatic": decided.automatic,
    }


def _own_words(pk: UUID) -> Iterator[dict[str, Any]]:
    """What they wrote themselves, such as an objection; notes of staff are the authority's own."""
    notes = Note.objects.filter(case__application=pk, by="citizen").select_related("case__application__data_key")
    for note in notes:
        yield {"at": _iso(note.at), "text": noting.text_of(note)}


def _who_acted(opened: Opened) -> Iterator[dict[str, Any]]:
    """Who did what, and who looked in an emergency, when: the citizen's view of the ledger."""
    cases = Case.objects.filter(application=opened.application)
    subjects = [opened.application.subject, *(case.subject for case in cases)]
    for entry in Entry.objects.filter(subject__in=subjects).order_by("at", "pk"):
        yield {"at": _iso(entry.at), "what": entry.kind, "who": entry.actor}


def _sections(pk: UUID, language: str) -> Iterator[Section]:
    opened, held = opening.read(pk, language), _application(pk, language)
    heading = f"{opened.phrases.title} – {grouped(opened.application.reference)}"
    said = [Line(label=each["question"], value=each["answer"]) for each in held["answers"]]
    yield Section(heading=heading, rows=said)
    if held["documents"]:
        rows = [Line(label=each["name"], value=each["kind"]) for each in held["documents"]]
        yield Section(heading=sentences.say(language, "file_outputs"), rows=rows)
    if held["case"]:
        rows = [Line(label=step["at"], value=step["step"]) for step in held["case"]["steps"]]
        yield Section(heading=sentences.say(language, "file_timeline"), rows=rows)
    acted = [Line(label=each["at"], value=f"{each['what']} · {each['who']}") for each in held["who_acted"]]
    yield Section(heading=sentences.say(language, "export_who"), rows=acted)


def _part(path: str) -> Part:
    found: Part = import_string(path)
    return found


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
