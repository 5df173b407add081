"""The files that were given as evidence, and those that staff put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework import files, requests
from services.casework.models import Document
from services.casework.requests import Asked
from services.office.case_file import CaseFile
from services.office.showing import moments, names
from services.office.showing.moments import Tag


@dataclass(frozen=True, slots=True)
class Paper:
    """`about` is the question it was given for; staff put a `paper` into the file, then it was not `given`."""

    id: str
    name: str
    about: str
    paper: str
    facts: str
    state: Tag
    checked: bool
    given: bool


def papers(file: CaseFile, asked: Mapping[str, Asked]) -> tuple[Paper, ...]:
    """`asked` are the requests by their id, for files that were given to one."""
    return tuple(_paper(document, file, asked) for document in file.documents)


def _paper(document: Document, file: CaseFile, asked: Mapping[str, Asked]) -> Paper:
    return Paper(
        id=str(document.pk),
        name=files.name_of(document),
        about=_question(document, file, asked),
        paper=file.words.paper(files.paper_of(document)) if document.filed_by else "",
        facts=_facts(document),
        state=_state(document),
        checked=document.checked_at is not None,
        given=not document.filed_by,
    )


def _facts(document: Document) -> str:
    said = {
        "when": moments.moment(document.received_at),
        "size": max(document.size // 1024, 1),
        "scanner": document.scanned_by,
    }
    if document.touch is None:
        said["who"] = names.names_of([document.filed_by])[document.filed_by]
        return gettext("Filed by %(who)s, %(when)s · %(size)s KB · scanned by: %(scanner)s") % said
    said["channel"] = names.channel(document.touch.channel)
    return gettext("Given %(channel)s, %(when)s · %(size)s KB · scanned by: %(scanner)s") % said


def _question(document: Document, file: CaseFile, asked: Mapping[str, Asked]) -> str:
    place = requests.of_place(document.instance)
    if place is None:
        known = document.instance in file.opened.interview.places
        return file.opened.phrases.short(document.instance) if known else ""
    request, instance = asked.get(str(place[0])), place[1]
    return request.phrases.short(instance) if request and instance in request.journey.by_id else ""


def _state(document: Document) -> Tag:
    if document.checked_at is None:
        return Tag(gettext("Not checked"), "orange")
    if document.accepted:
        return Tag(gettext("Shows what it should"), "green")
    return Tag(gettext("Does not show what it should"), "red")
