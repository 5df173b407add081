"""Listening to what somebody said, and writing it down: one question, and nothing else of who said it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels_phone.desk.access import desk
from channels_phone.models import Recording
from channels_phone.recordings import listening
from channels_phone.recordings.listening import NotAnAnswer, NotTheirs
from services.casework.applications import DoorError, Turn
from services.look.fields import problems
from services.look.languages import language
from services.look.screen import reply, screen
from services.office.access import StaffRequest


@require_POST
@desk
def take_next(request: StaffRequest) -> HttpResponse:
    """The first that is due in their languages."""
    row = listening.take_next(request.user)
    return redirect("phone:desk:home") if row is None else redirect("phone:desk:recording", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def recording(request: StaffRequest, recording_id: UUID) -> HttpResponse:
    """The sound beside the question, and a field for what is heard; what cannot be the answer is said, and stays."""
    try:
        row = listening.theirs(recording_id, request.user)
        turn = listening.asked(row, language())
        if request.method != "POST":
            return _page(request, row, turn)
        text = "" if "unclear" in request.POST else reply(screen(turn.step, turn.phrases), request.POST)
        if not text.strip() and "unclear" not in request.POST:
            return _page(request, row, turn, gettext("Write down what you hear, or say that it cannot be understood."))
        listening.write(row, request.user, text)
    except NotAnAnswer as wrong:
        return _page(request, row, wrong.turn)
    except (NotTheirs, DoorError):
        return redirect(f"{reverse('phone:desk:home')}?gone=1")
    return redirect(f"{reverse('phone:desk:home')}?written=1")


@require_safe
@never_cache
@desk
def sound(request: StaffRequest, recording_id: UUID) -> HttpResponse:
    """As MP3, for whoever listens to it at this moment."""
    try:
        return HttpResponse(listening.sound(listening.theirs(recording_id, request.user)), content_type="audio/mpeg")
    except NotTheirs:
        raise Http404 from None


def _page(request: StaffRequest, row: Recording, turn: Turn, error: str = "") -> HttpResponse:
    page = screen(turn.step, turn.phrases)
    field = replace(page.field, error=error) if page.field and error else page.field
    context = {
        "id": str(row.pk),
        "heading": page.heading,
        "field": field,
        "problems": problems(*filter(None, [field])),
        "spoken": dict(settings.LANGUAGES).get(row.language, row.language),
    }
    return render(request, "phone/desk/recording.html", context, status=422 if field and field.error else 200)
