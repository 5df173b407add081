"""The files of issued documents: sealed under the application's key in private storage, each about its own document."""

from __future__ import annotations

from uuid import UUID, uuid5

from services.casework import storage
from services.casework.models import Output
from services.record import envelope


def keep(output: Output, paper: bytes, file_copy: bytes) -> None:
    """The document, and the form for the file as it was at that moment."""
    key = output.case.application.data_key
    storage.put(output.pk, envelope.seal(key, paper, output.subject))
    storage.put(_of_file(output), envelope.seal(key, file_copy, _about_file(output)))


def content(output: Output) -> bytes:
    """The document as it was issued; raises envelope.Unreadable once the application is erased."""
    return envelope.open(output.case.application.data_key, storage.get(output.pk), output.subject)


def filed(output: Output) -> bytes:
    """The form for the file, as it was when the document was issued; raises as `content` does."""
    return envelope.open(output.case.application.data_key, storage.get(_of_file(output)), _about_file(output))


def drop(output: Output) -> None:
    """When the file of the case is destroyed; safe to repeat."""
    storage.drop(output.pk)
    storage.drop(_of_file(output))


def name_of(output: Output) -> str:
    """What its file is called."""
    return f"{output.document}-{output.number}.pdf"


def _of_file(output: Output) -> UUID:
    return uuid5(output.pk, "file")


def _about_file(output: Output) -> str:
    return f"{output.subject}:file"
