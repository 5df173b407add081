"""Files of a case: always as attachments, out of private storage, to whoever may see the case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from services.casework import documents
from services.casework.errors import NotAllowed, NotYours
from services.casework.outputs import filing, issuing
from services.office.access import StaffRequest
from services.office.case_file import CaseFile
from services.office.views.answering import office

PDF = "application/pdf"


@require_safe
@office
def document(request: StaffRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    file = CaseFile.read(request.user, case_id)
    try:
        held, content = documents.content(file.case.application_id, document_id)
    except NotYours:
        raise NotAllowed from None
    return _attached(held.name, content, held.kind)


@require_safe
@office
def output(request: StaffRequest, case_id: UUID, output_id: UUID) -> HttpResponse:
    CaseFile.read(request.user, case_id)
    name, content = issuing.shown(request.user, output_id)
    return _attached(name, content, PDF)


@require_safe
@office
def whole(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The whole case as one paper, as it stands now."""
    file = CaseFile.read(request.user, case_id)
    return _attached(f"{file.case.reference}.pdf", filing.file_copy(file.case), PDF)


def _attached(name: str, content: bytes, kind: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
