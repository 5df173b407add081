"""Files given as evidence: received, removed, given back and erased."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from services.casework import files, requests, storage
from services.casework.applications import opened as opening
from services.casework.applications.answering import asked
from services.casework.applications.opened import Opened
from services.casework.errors import DocumentRefused, NotAsked, NotYours
from services.casework.files import Upload
from services.casework.models import Document
from services.journeys.types.files import Evidence
from services.record import clock, envelope, ledger
from services.record.models import Event

BATCH = 500


@dataclass(frozen=True)
class Held:
    """A document as its own applicant sees it; `size` in bytes."""

    id: UUID
    name: str
    kind: str
    size: int


def receive(application_id: UUID, instance: str, upload: Upload, *, touch: UUID, keyed_by: str) -> Document:
    """Keep one file for this question; raises DocumentRefused, NotAsked, Submitted, Expired, NotYours."""
    content = upload.read(settings.DOCUMENT_BYTES + 1)
    opened = opening.read(application_id)
    wanted = evidence_at(opened, instance)
    document = files.drawn_up(opened.application, instance, upload.name or "", content, wanted.accepts)
    document.touch_id = touch
    with files.stored(document, content):
        _keep(document, keyed_by)
    return document


@transaction.atomic
def remove(application_id: UUID, document_id: UUID, *, touch: UUID, keyed_by: str) -> str:
    """Take a file back; an answer that named it is open again. Returns its question, "" if it was gone already."""
    document = Document.objects.filter(
        pk=document_id, application_id=application_id, filed_by="", removed_at=None
    ).first()  # fmt: skip
    if document is None:
        return ""
    request = requests.of_place(document.instance)
    opened = opening.lock(application_id) if request else opening.editable(application_id)
    Document.objects.filter(pk=document_id).update(removed_at=clock.now())
    if request:
        requests.forget(*request)
    elif document.instance in opened.values:
        del opened.values[document.instance]
        opened.reseal(document.instance)
        opened.application.save(update_fields=["revision", "values_sealed", "expires_at", "language"])
        opened.application.rows.filter(instance=document.instance).delete()
    data = {"document": str(document.id), "instance": document.instance}
    ledger.append(opened.application.subject, "document.removed", data, actor=keyed_by, touch=str(touch))
    return document.instance


def held(application_id: UUID, instance: str) -> list[Held]:
    """The files given for this question, in the order they came."""
    rows = Document.objects.filter(application_id=application_id, instance=instance, removed_at=None)
    return [_held(row) for row in rows.select_related("application__data_key").order_by("received_at", "pk")]


def content(application_id: UUID, document_id: UUID) -> tuple[Held, bytes]:
    """A file with its bytes; raises NotYours."""
    rows = Document.objects.filter(pk=document_id, application_id=application_id, removed_at=None)
    document = rows.select_related("application__data_key").first()
    if document is None:
        raise NotYours
    sealed = storage.get(document.id)
    return _held(document), envelope.open(document.application.data_key, sealed, document.subject)


def erase_due() -> int:
    """Delete the files of documents that were removed; safe to run twice. Returns how many."""
    due = list(Document.objects.filter(removed_at__isnull=False, erased_at=None)[:BATCH])
    for document in due:
        storage.drop(document.id)
        Document.objects.filter(pk=document.pk).update(erased_at=clock.now())
    return len(due)


def erase_of_event(event: Event) -> None:
    """An application expired: its files go, whose key is destroyed already."""
    application_id = UUID(event.subject.removeprefix("application:"))
    kept = Document.objects.filter(application_id=application_id, removed_at=None)
    kept.update(removed_at=clock.now())
    erase_due()


def evidence_at(opened: Opened, instance: str) -> Evidence:
    """What is wanted there, by the application or by a request made in its case; raises NotAsked, NotNow."""
    request = requests.of_place(instance)
    answer = requests.question(opened, *request) if request else asked(opened, instance).question.answer
    if not isinstance(answer, Evidence):
        raise NotAsked
    return answer


@transaction.atomic
def _keep(document: Document, keyed_by: str) -> None:
    for_a_request = requests.of_place(document.instance) is not None
    opened = (opening.lock if for_a_request else opening.editable)(document.application_id)
    most = evidence_at(opened, document.instance).most
    here = Document.objects.filter(application=opened.application, instance=document.instance, removed_at=None)
    if here.count() >= most:
        raise DocumentRefused("document_too_many", max=str(most))
    document.save(force_insert=True)
    data = {"document": str(document.id), "instance": document.instance, "content": document.fingerprint}
    subject, touch = opened.application.subject, str(document.touch_id)
    ledger.append(subject, "document.received", data, actor=keyed_by, touch=touch)


def _held(document: Document) -> Held:
    return Held(document.id, files.name_of(document), document.kind, document.size)
