"""From a turn to a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from channels_web import complaint
from channels_web.channel import Web
from channels_web.telling import coming
from services.casework import documents
from services.casework.applications import Turn
from services.journeys.language import language
from services.journeys.steps import Ask, Prove, Refused, Review, Step
from services.journeys.types.files import Evidence
from services.journeys.types.groups import Group
from services.journeys.words import Phrases
from services.look.fields import problems
from services.look.page import Page
from services.look.parts import Row

WEB = Web()


class Shown(Protocol):
    """What one turn gives to show: of an application, or of a request in its case."""

    @property
    def application_id(self) -> UUID: ...

    @property
    def step(self) -> Step: ...

    @property
    def phrases(self) -> Phrases: ...


def spoken() -> str:
    return get_language() or settings.LANGUAGE_CODE


def in_words(moment: datetime) -> str:
    """A moment in the authority's zone, as the language in force writes it."""
    local = moment.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
    said = language(spoken())
    return f"{said.date(local.date())}, {said.time(local.time())}"


def in_full(day: date) -> str:
    """A day as the language in force writes it."""
    return language(spoken()).date(day)


def last_day(before: datetime) -> str:
    """The last day before this moment, which is the first that is too late."""
    local = (before - timedelta(seconds=1)).astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
    return in_full(local.date())


def rendered(turn: Shown, error: str = "") -> Page:
    """The page of this turn; `error` is said at its field."""
    page = WEB.render(turn.step, turn.phrases)
    return replace(page, field=replace(page.field, error=error)) if error and page.field else page


def show(
    request: HttpRequest,
    turn: Turn,
    *,
    notice: str = "",
    error: str = "",
    status: int = 200,
    page: Page | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of this turn of an application, where it is not given already."""
    page = page or rendered(turn, error)
    context = {
        "turn": turn,
        "id": str(turn.application_id),
        "base": f"apply/{turn.application_id}/",
        "notice": notice,
        "coming": coming(turn),
        **_about(turn, page),
        **more,
    }
    return shown(request, page, context, status)


def shown(request: HttpRequest, page: Page, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page of a step; one with a problem says so in its status too."""
    found = problems(*page.fields)
    failed = status if status != 200 or not found else 422
    return render(request, f"web/{page.template}.html", {"page": page, "problems": found, **context}, status=failed)


def plain(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page that is no step."""
    fields = context.get("fields", ())
    return render(request, f"web/{template}.html", {"problems": problems(*fields), **context}, status=status)


def _about(turn: Turn, page: Page) -> Mapping[str, Any]:
    """What some pages need beside the step itself."""
    step = turn.step
    if isinstance(step, Refused):
        return {"changeable": _changeable(turn, step)}
    if turn.submitted_at:
        return _receipt(turn, turn.submitted_at)
    if isinstance(step, Review):
        return {"files": _files(turn, step)}
    if isinstance(step, Prove):
        return {"letters": settings.LETTERS_FOLDER if settings.DEMO else ""}
    if not isinstance(step, Ask):
        return {}
    about: dict[str, Any] = {"instance": step.instance, "optional": step.question.optional}
    if isinstance(step.question.answer, Evidence):
        about["documents"] = _documents(turn.application_id, step.instance)
    if isinstance(step.question.answer, Group):
        first = turn.phrases.journey.members[step.question.id][0].id
        about["first_of"] = {row: f"{step.question.id}.{row}.{first}" for row in step.rows}
    return about


def _receipt(turn: Turn, submitted_at: datetime) -> Mapping[str, Any]:
    return {
        "received": in_words(submitted_at),
        "filed": in_words(turn.filed_at or submitted_at),
        "owed": tuple(_owed(turn)),
        "complaint": "" if turn.tryout else complaint.address(turn.reference, turn.service),
    }


def _owed(turn: Turn) -> Iterator[str]:
    """The evidence that was promised for later."""
    interview = turn.phrases.interview
    for instance, place in interview.places.items():
        if isinstance(place.question.answer, Evidence) and interview.values.get(instance) == []:
            yield turn.phrases.short(instance)


def _files(turn: Turn, step: Review) -> Mapping[str, list[documents.Held]]:
    """The files behind each answer that is made of files."""
    given = [each.instance for each in step.answers if isinstance(each.question.answer, Evidence) and each.value]
    return {instance: _documents(turn.application_id, instance) for instance in given}


def _documents(application_id: UUID, instance: str) -> list[documents.Held]:
    return documents.held(application_id, instance)


def _changeable(turn: Turn, step: Refused) -> list[Row]:
    instances = dict.fromkeys(instance for refusal in step.refusals for instance in refusal.instances)
    values, phrases = turn.phrases.interview.values, turn.phrases
    return [
        Row(label=phrases.short(instance), value=phrases.shown(instance, values[instance]), about=instance)
        for instance in instances
        if instance in values
    ]


def changed_notice() -> str:
    return gettext("An answer changed after you checked them. Check your answers again.")
