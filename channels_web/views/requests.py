"""Giving what was asked for, one question a page; what a person puts right by themselves goes the same way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels_web.views.apply import revision_of
from channels_web.views.showing import WEB, changed_notice, last_day, rendered, shown, spoken
from channels_web.views.stale import both
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import cases, documents, requests, sentences
from services.casework.applications import NotYours, Stale
from services.casework.cases import Provided
from services.casework.errors import DocumentRefused, NotNow
from services.casework.models import Request
from services.journeys.language import language
from services.journeys.steps import Ask, Done, Review
from services.journeys.types.files import Evidence
from services.record import limits


@require_safe
def current(request: HttpRequest, application_id: UUID, request_id: UUID) -> HttpResponse:
    """The question that is due, or the check of all answers."""
    visitor_of(request).holding(application_id)
    turn = _open(_own(application_id, cases.requested(request_id, language=spoken())))
    return _show(request, turn, notice=_notice(request))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, application_id: UUID, request_id: UUID, instance: str) -> HttpResponse:
    """One question of it: shown, or answered."""
    before = visitor_of(request)
    before.holding(application_id)
    asked = _open(_own(application_id, cases.ask_of(request_id, instance, language=spoken())))
    if request.method != "POST":
        return _show(request, asked)
    limits.hit("answers", str(application_id), "1200/hour")
    raw = WEB.read(rendered(asked), request.POST)
    visitor, touch = visiting(before)
    try:
        turn = cases.provide(
            request_id, instance, revision_of(request), raw, touch=touch, keyed_by=CITIZEN, language=spoken()
        )
    except Stale as stale:
        return both(request, asked, stale, _base(asked), last_day(asked.before))
    if isinstance(turn.step, Ask) and turn.step.typed is not None:
        return remember(_show(request, turn), visitor, before)
    return remember(redirect("web:request", application_id, request_id), visitor, before)


@require_POST
def add_file(request: HttpRequest, application_id: UUID, request_id: UUID, instance: str) -> HttpResponse:
    """A file for one of its questions."""
    before = visitor_of(request)
    before.holding(application_id)
    asked = _open(_own(application_id, cases.ask_of(request_id, instance, language=spoken())))
    limits.hit("files", str(application_id), "60/hour")
    visitor, touch = visiting(before)
    upload = request.FILES.get("file")
    if upload is None:
        return _show(request, asked, error=language(spoken()).say("missing_file"))
    try:
        place = requests.place_of(request_id, instance)
        documents.receive(application_id, place, upload, touch=touch, keyed_by=CITIZEN)
    except DocumentRefused as refused:
        return _show(request, asked, error=refused.sentence(spoken()))
    return remember(redirect("web:request_question", application_id, request_id, instance), visitor, before)


@require_POST
def send(request: HttpRequest, application_id: UUID, request_id: UUID) -> HttpResponse:
    """The answers were checked and are handed in; clicked twice, they are handed in once."""
    before = visitor_of(request)
    before.holding(application_id)
    seen = _own(application_id, cases.requested(request_id, language=spoken()))
    where = reverse("web:request", args=(application_id, request_id))
    if isinstance(seen.step, Review) and revision_of(request) != seen.revision:
        return redirect(f"{where}?notice=changed")
    visitor, touch = visiting(before)
    turn = cases.hand_in(request_id, touch=touch, keyed_by=CITIZEN, language=spoken())
    if isinstance(turn.step, Done):
        where = f"{reverse('web:case', args=(application_id,))}?notice=answered"
    return remember(redirect(where), visitor, before)


def _own(application_id: UUID, turn: Provided) -> Provided:
    """The same turn, if it is of this application; raises NotYours."""
    if turn.application_id != application_id:
        raise NotYours
    return turn


def _open(turn: Provided) -> Provided:
    """The same turn, if there is still something to answer; raises NotNow, which says why not."""
    if turn.state != Request.State.OPEN:
        raise NotNow(f"request_{turn.state}")
    return turn


def _base(turn: Provided) -> str:
    return f"track/{turn.application_id}/request/{turn.request_id}/"


def _show(request: HttpRequest, turn: Provided, *, notice: str = "", error: str = "") -> HttpResponse:
    page = rendered(turn, error)
    context = {
        "turn": turn,
        "id": str(turn.application_id),
        "base": _base(turn),
        "until": last_day(turn.before),
        "notice": notice,
        **_about(turn),
    }
    return shown(request, page, context)


def _about(turn: Provided) -> dict[str, Any]:
    if isinstance(turn.step, Review):
        given = [each.instance for each in turn.step.answers if isinstance(each.question.answer, Evidence)]
        return {"files": {instance: _files(turn, instance) for instance in given}}
    if not isinstance(turn.step, Ask):
        return {}
    about: dict[str, Any] = {"instance": turn.step.instance, "optional": turn.step.question.optional}
    if isinstance(turn.step.question.answer, Evidence):
        about["documents"] = _files(turn, turn.step.instance)
    return about


def _files(turn: Provided, instance: str) -> list[documents.Held]:
    return documents.held(turn.application_id, requests.place_of(turn.request_id, instance))


def _notice(request: HttpRequest) -> str:
    code = request.GET.get("notice", "")
    if code == "changed":
        return changed_notice()
    return sentences.say(spoken(), "not_asked") if code == "not_asked" else ""
