"""What the applicant was asked for, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework import requests
from services.casework.models import Request
from services.casework.requests import Asked
from services.journeys.types.files import Evidence
from services.office.case_file import CaseFile
from services.office.showing import moments
from services.office.showing.moments import Tag

State = Request.State


@dataclass(frozen=True, slots=True)
class Line:
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Wanted:
    id: str
    state: Tag
    facts: str
    lines: tuple[Line, ...]
    open: bool


def asked_of(file: CaseFile) -> dict[str, Asked]:
    """Every request with its answers, by its id; nothing more is read for it."""
    return {str(each.pk): Asked(each, file.opened, requests.values_of(each), {}) for each in file.requests}


def wanted(file: CaseFile, asked: Mapping[str, Asked], named: Mapping[str, str]) -> tuple[Wanted, ...]:
    """The newest first."""
    return tuple(_wanted(each, asked[str(each.pk)], named) for each in reversed(file.requests))


def _wanted(request: Request, asked: Asked, named: Mapping[str, str]) -> Wanted:
    said = {
        "who": named[request.asked_by],
        "when": moments.moment(request.asked_at),
        "until": moments.day(moments.last_day(request.before)),
    }
    return Wanted(
        id=str(request.pk),
        state=_state(request),
        facts=gettext("Asked by %(who)s, %(when)s, to be answered until %(until)s") % said,
        lines=tuple(_lines(asked)),
        open=request.state == State.OPEN,
    )


def _lines(asked: Asked) -> list[Line]:
    phrases = asked.phrases
    return [
        Line(phrases.short(instance), _value(asked, instance, isinstance(place.question.answer, Evidence)))
        for instance, place in asked.interview.places.items()
    ]


def _value(asked: Asked, instance: str, files: bool) -> str:
    if instance not in asked.values:
        return gettext("Not answered yet")
    value = asked.values[instance]
    if files and isinstance(value, list):
        return gettext("Files: %(count)s, see the documents") % {"count": len(value)}
    return asked.phrases.shown(instance, value)


def _state(request: Request) -> Tag:
    said = {
        State.OPEN: Tag(gettext("Waiting for the applicant"), "purple"),
        State.ANSWERED: Tag(gettext("Answered"), "green"),
        State.WITHDRAWN: Tag(gettext("Not needed any more"), "grey"),
        State.LAPSED: Tag(gettext("Not answered in time"), "red"),
    }
    return said[State(request.state)]
