"""Papers that staff put into the file: a letter that came by post, the report of a visit."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from services.casework import access, files
from services.casework.errors import NotNow
from services.casework.files import Upload
from services.casework.models import Case, Document
from services.casework.trace import trace, type_of
from services.people.models import User

OTHER = "other"
"""What any case may hold, whatever its type names."""
ACCEPTED = ("pdf", "jpeg", "png", "heic", "webp")


def file_document(user: User, case_id: UUID, paper: str, upload: Upload) -> Document:
    """Put it into the file as one of the papers of `papers`; raises DocumentRefused, NotNow, NotAllowed."""
    case = _filing(user, case_id, paper)
    content = upload.read(settings.DOCUMENT_BYTES + 1)
    document = files.drawn_up(case.application, files.filed_place(paper), upload.name or "", content, ACCEPTED)
    document.filed_by = str(user.pk)
    with files.stored(document, content):
        _keep(user, document, case_id, paper)
    return document


def papers(case: Case) -> tuple[str, ...]:
    """What this case may hold: the papers of its type, and any other."""
    return (*type_of(case).documents, OTHER)


@transaction.atomic
def _keep(user: User, document: Document, case_id: UUID, paper: str) -> None:
    case = _filing(user, case_id, paper)
    document.save(force_insert=True)
    data = {"document": str(document.pk), "paper": paper, "content": document.fingerprint}
    trace(case, "document.filed", data, actor=str(user.pk))


@transaction.atomic
def _filing(user: User, case_id: UUID, paper: str) -> Case:
    case = access.working_on(user, case_id, access.ANY)
    if paper not in papers(case):
        raise NotNow("paper_missing")
    return case
