"""The documents a person gets: fetched, or got another way."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse
from rest_framework.request import Request

from services.api import visits
from services.api.authentication import system_of
from services.api.operation import FILE, Door, operation
from services.api.renderers import File
from services.api.serializers import following as shapes
from services.api.views.applications import READ, WRITE
from services.api.views.following import person
from services.casework.models import Output
from services.casework.outputs import receiving


class Paper(Door):
    renderer_classes = (File,)

    @operation("fetch_output", WRITE, gives=FILE)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, output_id: UUID) -> FileResponse:
        """A document as a PDF; the first time it is handed over by that."""
        by = person(request, application_id)
        return pdf(*receiving.fetch(application_id, output_id, by["touch"], by["keyed_by"]))


class Way(Door):
    @operation("read_output_ways", READ, gives=shapes.OutputWays)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, output_id: UUID) -> dict[str, Any]:
        """How a document is given out, and how it could be."""
        visits.held(system_of(request), application_id)
        return _ways(application_id, output_id)

    @operation("choose_output_way", WRITE, takes=shapes.ChooseWay, gives=shapes.OutputWays)
    def put(self, request: Request, said: dict[str, Any], application_id: UUID, output_id: UUID) -> dict[str, Any]:
        """Give it out another way, as long as it has not left."""
        by = person(request, application_id)
        receiving.choose_way(application_id, output_id, said["way"], **by)
        return _ways(application_id, output_id)


def pdf(name: str, content: bytes) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")


def _ways(application_id: UUID, output_id: UUID) -> dict[str, Any]:
    ways = receiving.ways(application_id, output_id)  # of this application, or NotYours
    return {"way": Output.objects.values_list("way", flat=True).get(pk=output_id), "ways": ways}
