"""Letting somebody else fetch what is issued, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from channels_web.views.showing import plain, spoken
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import cases
from services.casework.errors import NotNow
from services.look.fields import Field
from services.record import limits


@require_http_methods(["GET", "HEAD", "POST"])
def collectors(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Who may fetch it, and one more; what was typed stays where something is missing."""
    before = visitor_of(request)
    before.holding(application_id)
    name, number = request.POST.get("name", "")[:400], request.POST.get("number", "")[:400]
    error = ""
    if request.method == "POST":
        limits.hit("mandates", str(application_id), "20/hour")
        visitor, touch = visiting(before)
        try:
            cases.let_collect(application_id, name, number, touch=touch, keyed_by=CITIZEN)
            return remember(redirect("web:collectors", application_id), visitor, before)
        except NotNow as refused:
            error = refused.sentence(spoken())
    fields = _fields(name, number, error)
    known = cases.collectors(application_id)
    return plain(request, "collectors", 422 if error else 200, id=str(application_id), fields=fields, collectors=known)


@require_POST
def end(request: HttpRequest, application_id: UUID, mandate_id: UUID) -> HttpResponse:
    """Taken back; pressed twice, it is taken back once."""
    before = visitor_of(request)
    before.holding(application_id)
    visitor, touch = visiting(before)
    cases.end_mandate(application_id, mandate_id, touch=touch, keyed_by=CITIZEN)
    return remember(redirect("web:collectors", application_id), visitor, before)


def _fields(name: str, number: str, error: str) -> tuple[Field, Field]:
    hint = gettext("As it stands on their identity paper; the counter compares it.")
    return (
        Field("name", "name", gettext("Name of who may collect it"), value=name, error=error, heading=False),
        Field("id", "number", gettext("Number of their identity paper"), hint=hint, value=number, heading=False),
    )
