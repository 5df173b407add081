"""Files given as evidence: for a question of an application, or of a request in its case."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse
from rest_framework.request import Request

from services.api import visits
from services.api.authentication import system_of
from services.api.operation import FILE, Door, operation
from services.api.parsers import Form
from services.api.problems import Told
from services.api.renderers import File
from services.api.serializers import following as shapes
from services.api.views.applications import visit
from services.api.views.requests import own
from services.casework import documents, requests
from services.record import limits

READ, WRITE = "documents.read", "documents.write"


class Files(Door):
    parser_classes = (Form,)

    @operation("list_files", READ, gives=shapes.Files)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, instance: str) -> dict[str, Any]:
        """The files given for a question."""
        visits.held(system_of(request), application_id)
        return {"results": documents.held(application_id, instance)}

    @operation("give_file", WRITE, takes=shapes.GiveFile, gives=shapes.FileHeld, status=201, form=True, whole=False)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID, instance: str) -> documents.Held:
        """Give a file for a question; then answer it with the ids of its files."""
        return _kept(request, said, application_id, instance)


class RequestFiles(Door):
    parser_classes = (Form,)

    @operation("list_request_files", READ, gives=shapes.Files)
    def get(
        self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID, instance: str
    ) -> dict[str, Any]:
        """The files given for a question of a request."""
        visits.held(system_of(request), application_id)
        own(application_id, request_id)
        return {"results": documents.held(application_id, requests.place_of(request_id, instance))}

    @operation(
        "give_request_file", WRITE, takes=shapes.GiveFile, gives=shapes.FileHeld, status=201, form=True, whole=False
    )
    def post(
        self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID, instance: str
    ) -> documents.Held:
        """Give a file for a question of a request; then answer it with the ids of its files."""
        visits.held(system_of(request), application_id)
        own(application_id, request_id)
        return _kept(request, said, application_id, requests.place_of(request_id, instance))


class Evidence(Door):
    renderer_classes = (File,)

    @operation("fetch_file", READ, gives=FILE)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, document_id: UUID) -> FileResponse:
        """A file as it was given."""
        visits.held(system_of(request), application_id)
        return attached(*documents.content(application_id, document_id))

    @operation("take_file_back", WRITE)
    def delete(self, request: Request, said: dict[str, Any], application_id: UUID, document_id: UUID) -> None:
        """Take a file back; the answer that named it is open again. Taken back twice, it is gone all the same."""
        by = visit(request, application_id)
        documents.remove(application_id, document_id, touch=by["touch"], keyed_by=by["keyed_by"])


def attached(held: documents.Held, content: bytes) -> FileResponse:
    """A file for the caller alone, under its own name."""
    return FileResponse(BytesIO(content), as_attachment=True, filename=held.name, content_type=held.kind)


def _kept(request: Request, said: dict[str, Any], application_id: UUID, place: str) -> documents.Held:
    by = visit(request, application_id)
    limits.hit("files", str(application_id), "60/hour")
    made = documents.receive(application_id, place, said["file"], touch=by["touch"], keyed_by=by["keyed_by"])
    found = next((each for each in documents.held(application_id, place) if each.id == made.id), None)
    if found is None:
        raise Told(404, "not_found")  # taken back meanwhile
    return found
