"""The documents a person gets: downloaded here, or got another way."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from channels_web.case.papers import way_in_words
from channels_web.case.section import whole
from channels_web.views.acting import followed
from channels_web.views.showing import plain
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework.applications import NotYours
from services.casework.models import Output
from services.casework.outputs import receiving
from services.look.fields import Field, Option
from services.record import limits


@require_GET
def fetch(request: HttpRequest, application_id: UUID, output_id: UUID) -> HttpResponseBase:
    """The document as an attachment; the first time it is handed over by that, however often it is fetched."""
    before = visitor_of(request)
    before.holding(application_id)
    limits.hit("documents", str(application_id), "120/hour")
    visitor, touch = visiting(before)
    name, content = receiving.fetch(application_id, output_id, touch, CITIZEN)
    file = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
    return remember(file, visitor, before)


@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest, application_id: UUID, output_id: UUID) -> HttpResponse:
    """Another way to get it, of those the law names."""
    before = visitor_of(request)
    before.holding(application_id)
    output = _output(application_id, output_id)
    ways = receiving.ways(application_id, output_id)
    chosen = request.POST.get("way", output.way)
    if request.method != "POST" or chosen not in ways:
        error = gettext("Choose one of the ways.") if request.method == "POST" else ""
        options = tuple(Option(each, way_in_words(each)) for each in ways)
        field = Field(
            "radios", "way", gettext("How do you want to get it?"), value=chosen, options=options, error=error
        )
        return plain(request, "way", 422 if error else 200, id=str(application_id), field=field, fields=(field,))
    limits.hit("ways", str(application_id), "30/hour")
    visitor, touch = visiting(before)
    receiving.choose_way(application_id, output_id, chosen, touch=touch, keyed_by=CITIZEN)
    return remember(redirect(f"{reverse('web:case', args=(application_id,))}?notice=way"), visitor, before)


def _output(application_id: UUID, output_id: UUID) -> Output:
    for case in whole(followed(application_id)):
        for output in case.outputs:
            if output.pk == output_id:
                return output
    raise NotYours
