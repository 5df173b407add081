"""Showing who one is: a letter or a code is asked for, and what came is keyed, all on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from channels_web.views.showing import rendered, show, spoken
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import applications
from services.casework.applications import NotProven, TooMany, Turn
from services.look.fields import Field
from services.look.page import Page, Proof
from services.look.proving import CODE, NUMBER, PIN
from services.record import limits

Act = Callable[[UUID, UUID], Turn]


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """A letter, a text or a call."""
    way, number = request.POST.get("way", ""), request.POST.get(NUMBER, "")

    def act(pk: UUID, touch: UUID) -> Turn:
        if way == "letter":
            return applications.prove_by_letter(pk, touch=touch, keyed_by=CITIZEN, language=spoken())
        return applications.send_code(pk, way, number, touch=touch, keyed_by=CITIZEN, language=spoken())

    return _done(request, application_id, act, "" if way == "letter" else NUMBER, number)


@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The number out of the letter."""
    typed = request.POST.get(PIN, "")

    def act(pk: UUID, touch: UUID) -> Turn:
        return applications.key_pin(pk, typed, touch=touch, keyed_by=CITIZEN, language=spoken())

    return _done(request, application_id, act, PIN, typed)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The code that came to the telephone."""
    typed = request.POST.get(CODE, "")

    def act(pk: UUID, touch: UUID) -> Turn:
        return applications.key_code(pk, typed, touch=touch, keyed_by=CITIZEN, language=spoken())

    return _done(request, application_id, act, CODE, typed)


def _done(request: HttpRequest, application_id: UUID, act: Act, name: str, typed: str) -> HttpResponse:
    """To the step that is due; what is wrong is said at the field of this name, with what was typed in it."""
    before = visitor_of(request)
    before.holding(application_id)
    if request.method != "POST":
        return redirect("web:current", application_id=application_id)
    limits.hit("proofs", str(application_id), "240/hour")
    visitor, touch = visiting(before)
    try:
        act(application_id, touch)
    except (NotProven, TooMany) as refused:
        answer = _refused(request, application_id, refused, name, typed)
    else:
        answer = redirect("web:current", application_id=application_id)
    return remember(answer, visitor, before)


def _refused(
    request: HttpRequest, application_id: UUID, refused: NotProven | TooMany, name: str, typed: str
) -> HttpResponse:
    turn, sentence = applications.current(application_id, language=spoken()), refused.sentence(spoken())
    page, status = rendered(turn), 429 if isinstance(refused, TooMany) else 422
    if not any(field.name == name for field in page.fields):
        return show(request, turn, notice=sentence, page=page, status=status)
    return show(request, turn, page=_with(page, name, typed, sentence), status=status)


def _with(page: Page, name: str, typed: str, error: str) -> Page:
    def said(field: Field | None) -> Field | None:
        return replace(field, value=typed, error=error) if field and field.name == name else field

    proofs: tuple[Proof, ...] = tuple(
        replace(proof, number=said(proof.number), keyed=said(proof.keyed)) for proof in page.proofs
    )
    return replace(page, proofs=proofs)
