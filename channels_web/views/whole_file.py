"""Everything held under an application, for whom it is about: on paper, and as JSON for machines."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from channels_web.views.showing import spoken
from channels_web.visitor import visitor_of
from services.casework.retention import exporting
from services.record import limits

RATE = "20/hour"


@require_GET
def paper(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """As a PDF, in the language of the page."""
    _allowed(request, application_id)
    content = exporting.as_pdf([application_id], spoken())
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{application_id}.pdf", content_type="application/pdf"
    )


@require_GET
def machine(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """As JSON."""
    _allowed(request, application_id)
    given = exporting.of_applications([application_id], spoken())
    response = JsonResponse(given, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{application_id}.json"'
    return response


def _allowed(request: HttpRequest, application_id: UUID) -> None:
    visitor_of(request).holding(application_id)
    limits.hit("whole file", str(application_id), RATE)
