"""A paper that came by post or over a counter for what was asked: staff put it where the applicant would have."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db import transaction

from services.casework import access, files, handling, requests, touches
from services.casework.cases import providing
from services.casework.errors import DocumentRefused, NotAllowed, NotNow, NotYours
from services.casework.files import Upload
from services.casework.models import Case, Document, Request
from services.casework.requests import Asked
from services.casework.trace import trace
from services.journeys.types.base import Json
from services.journeys.types.files import Evidence
from services.people.models import User

CHANNEL = "paper"


def file(user: User, case_id: UUID, paper: str, upload: Upload) -> Document:
    """Into the file, as one of its papers or for an open request; raises DocumentRefused, NotNow, NotAllowed."""
    place = requests.of_place(paper)
    if place is None:
        return handling.file_document(user, case_id, paper, upload)
    asked, evidence = _wanted(user, case_id, *place)
    content = upload.read(settings.DOCUMENT_BYTES + 1)
    document = files.drawn_up(asked.opened.application, paper, upload.name or "", content, evidence.accepts)
    with files.stored(document, content):
        _brought(user, case_id, document, *place)
    return document


def wanted(case: Case) -> Iterator[tuple[str, str]]:
    """The places where evidence is asked for in open requests, with the question."""
    for request in Request.objects.filter(case=case, state=Request.State.OPEN):
        asked = requests.read(request.pk)
        for instance, place in asked.interview.places.items():
            if isinstance(place.question.answer, Evidence):
                yield requests.place_of(request.pk, instance), asked.phrases.short(instance)


@transaction.atomic
def _brought(user: User, case_id: UUID, document: Document, request_id: UUID, instance: str) -> None:
    """Kept as an answer; with the last one the request is handed in."""
    asked, evidence = _wanted(user, case_id, request_id, instance)
    given = asked.values.get(instance)
    before: list[Json] = given if isinstance(given, list) else []
    if len(before) >= evidence.most:
        raise DocumentRefused("document_too_many", max=str(evidence.most))
    touch = touches.open(
        CHANNEL, asked.request.case.language, assisted=True, helper=str(user.pk),
        helper_organisation=str(asked.request.case.authority_id),
    )  # fmt: skip
    document.touch = touch
    document.save(force_insert=True)
    data = {"document": str(document.pk), "paper": instance, "content": document.fingerprint}
    trace(asked.request.case, "document.filed", data, actor=str(user.pk), touch=str(touch.pk))
    revision, raw = asked.revisions.get(instance, 0), ",".join(map(str, [*before, document.pk]))
    providing.provide(request_id, instance, revision, raw, touch=touch.pk, keyed_by=str(user.pk))
    providing.hand_in(request_id, touch=touch.pk, keyed_by=str(user.pk))


@transaction.atomic
def _wanted(user: User, case_id: UUID, request_id: UUID, instance: str) -> tuple[Asked, Evidence]:
    """The open request of this case, locked, and what it wants there; raises NotNow, NotAllowed."""
    try:
        asked = requests.lock(request_id)
    except NotYours:
        raise NotAllowed from None
    access.check(user, asked.request.case, access.ANY)
    question = asked.journey.by_id.get(instance)
    ours = asked.request.case_id == case_id and asked.request.state == Request.State.OPEN
    if not ours or question is None or not isinstance(question.answer, Evidence):
        raise NotNow("paper_missing")
    return asked, question.answer
