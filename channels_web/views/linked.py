"""What a link says ahead: the reference of the case that a complaint is about, filled in for the person to check."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from channels_web.visitor import CITIZEN
from services.casework import applications, references
from services.casework.applications import NotAReference, NotAsked

QUESTION = "about_reference"


def about(request: HttpRequest) -> str:
    """The reference in the link, or in the form that the link led to, in groups; "" for none, or none that is one."""
    given = request.POST.get("about") or request.GET.get("about") or ""
    try:
        return references.grouped(references.read(given[:100]))
    except NotAReference:
        return ""


def fill(application_id: UUID, reference: str, *, touch: UUID, language: str) -> None:
    """Answer the one question a service may have for it; a service without it asks for nothing."""
    if not reference:
        return
    try:
        applications.answer(
            application_id, QUESTION, 0, reference, touch=touch, keyed_by=CITIZEN, language=language, source="link"
        )
    except NotAsked:
        return
