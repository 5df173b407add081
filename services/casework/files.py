"""A file on its way into private storage: checked, scanned, drawn up as a document, sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from uuid import uuid4

from django.conf import settings

from services.casework import scanning, sniffing, storage
from services.casework.errors import DocumentRefused
from services.casework.models import Application, Document
from services.record import clock, envelope, ledger

FILED = "filed"


class Upload(Protocol):
    """What a channel hands over: a named stream."""

    name: str | None

    def read(self, size: int = ..., /) -> bytes: ...


def drawn_up(application: Application, place: str, name: str, content: bytes, accepts: tuple[str, ...]) -> Document:
    """A document of this content, checked and scanned, not saved yet; raises DocumentRefused."""
    kind = sniffing.checked(name, content, accepts, settings.DOCUMENT_BYTES)
    scanner = _scanned(content)
    document = Document(id=uuid4(), application=application, instance=place, kind=kind, size=len(content))
    shown = sniffing.shown_name(name).encode()
    document.name_sealed = envelope.seal(application.data_key, shown, f"{document.subject}:name")
    document.fingerprint = ledger.fingerprint([str(document.id), content.hex()])
    document.received_at = document.scanned_at = clock.now()
    document.scanned_by = scanner
    return document


@contextmanager
def stored(document: Document, content: bytes) -> Iterator[None]:
    """Its file, sealed; gone again where what is done then fails."""
    storage.put(document.id, envelope.seal(document.application.data_key, content, document.subject))
    try:
        yield
    except BaseException:
        storage.drop(document.id)
        raise


def filed_place(paper: str) -> str:
    """Where a paper lies that staff put into the file."""
    return f"{FILED}:{paper}"


def paper_of(document: Document) -> str:
    """Which of the papers of its case type it is."""
    return document.instance.removeprefix(f"{FILED}:")


def name_of(document: Document) -> str:
    """Its own name, in the clear; raises envelope.Unreadable once the application is erased."""
    key = document.application.data_key
    return envelope.open(key, document.name_sealed, f"{document.subject}:name").decode()


def _scanned(content: bytes) -> str:
    try:
        return scanning.scan(content)
    except scanning.Infected:
        raise DocumentRefused("document_infected") from None
    except scanning.NotScanned:
        raise DocumentRefused("document_not_scanned") from None
