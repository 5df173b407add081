"""Cases for who works on them: the queue, a case with everything in it, its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse
from rest_framework.request import Request

from services.api import queries
from services.api.authentication import system_of
from services.api.operation import FILE, Door, operation
from services.api.parsers import Form
from services.api.renderers import File
from services.api.serializers import acting
from services.api.serializers import cases as shapes
from services.api.showing.cases import whole
from services.api.views.files import attached
from services.api.views.outputs import pdf
from services.casework import bringing, documents, finding, queue
from services.casework.models import Case as Model
from services.casework.models import Document, Output
from services.casework.outputs import issuing
from services.casework.queue import Filter
from services.record import limits

READ, FILES = "cases.read", "documents.read"


class Cases(Door):
    @operation("list_cases", READ, asks=shapes.Filtered, gives=shapes.Queue)
    def get(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """The queue of the system's organisation, in the order of the law."""
        user = system_of(request).user
        if said["search"]:
            page = finding.search(user, said["search"])
        else:
            named = {name: said[name] for name in ("whose", "state", "case_type", "step", "language", "team")}
            page = queue.page(user, Filter(**named), said["after"])
        return {"results": page.cases, "after": page.after, "more": page.more}


class Case(Door):
    @operation("read_case", READ, gives=shapes.WorkedCase)
    def get(self, request: Request, said: dict[str, Any], case_id: UUID) -> dict[str, Any]:
        """A case with everything in it, its words in the caller's language."""
        return whole(system_of(request).user, case_id)


class CaseFiles(Door):
    parser_classes = (Form,)

    @operation(
        "file_document", "cases.act", takes=acting.FileDocument, gives=shapes.CaseDocument, status=201, form=True,
        whole=False,
    )  # fmt: skip
    def post(self, request: Request, said: dict[str, Any], case_id: UUID) -> Document:
        """Put a paper into the file of a case: one that its type names, `other`, or for an open request.

        That is `request:`, its id, `:` and the question; with the last one the request is answered.
        """
        user = system_of(request).user
        limits.hit("files", str(queries.seen(user, case_id)), "60/hour")
        return bringing.file(user, case_id, said["paper"], said["file"])


class CaseFile(Door):
    renderer_classes = (File,)

    @operation("fetch_case_file", FILES, gives=FILE)
    def get(self, request: Request, said: dict[str, Any], case_id: UUID, document_id: UUID) -> FileResponse:
        """A file given as evidence, or put into the file."""
        case = Model.objects.only("application").get(pk=queries.seen(system_of(request).user, case_id))
        return attached(*documents.content(case.application_id, document_id))


class CaseOutput(Door):
    renderer_classes = (File,)

    @operation("fetch_case_output", FILES, gives=FILE)
    def get(self, request: Request, said: dict[str, Any], output_id: UUID) -> FileResponse:
        """A document as it was issued."""
        user = system_of(request).user
        queries.seen(user, queries.case_of(Output, output_id))
        return pdf(*issuing.shown(user, output_id))
