"""Files for a question: add, fetch, remove."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from channels_web.views.showing import show, spoken
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import applications, documents, requests
from services.casework.errors import DocumentRefused
from services.journeys.language import language
from services.record import limits


@require_POST
def add(request: HttpRequest, application_id: UUID, instance: str) -> HttpResponse:
    before = visitor_of(request)
    before.holding(application_id)
    limits.hit("files", str(application_id), "60/hour")
    visitor, touch = visiting(before)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            return _refused(request, application_id, instance, language(spoken()).say("missing_file"))
        documents.receive(application_id, instance, upload, touch=touch, keyed_by=CITIZEN)
    except DocumentRefused as refused:
        return _refused(request, application_id, instance, refused.sentence(spoken()))
    address = redirect("web:question", application_id=application_id, instance=instance)
    return remember(address, visitor, before)


@require_POST
def remove(request: HttpRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    before = visitor_of(request)
    before.holding(application_id)
    visitor, touch = visiting(before)
    instance = documents.remove(application_id, document_id, touch=touch, keyed_by=CITIZEN)
    return remember(_back_to(application_id, instance), visitor, before)


@require_safe
def fetch(request: HttpRequest, application_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The file as an attachment: never opened inside our pages."""
    visitor_of(request).holding(application_id)
    held, content = documents.content(application_id, document_id)
    return FileResponse(BytesIO(content), as_attachment=True, filename=held.name, content_type=held.kind)


def _back_to(application_id: UUID, instance: str) -> HttpResponse:
    """The question a file was given for: of the application, or of a request in its case."""
    if asked := requests.of_place(instance):
        return redirect("web:request_question", application_id, *asked)
    if not instance:
        return redirect("web:current", application_id=application_id)
    return redirect("web:question", application_id=application_id, instance=instance)


def _refused(request: HttpRequest, application_id: UUID, instance: str, sentence: str) -> HttpResponse:
    turn = applications.ask(application_id, instance, language=spoken())
    return show(request, turn, error=sentence, status=422)
