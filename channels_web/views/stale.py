"""The question was answered elsewhere meanwhile: both answers, and the choice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from channels_web.views.showing import Shown, plain, rendered, spoken
from services.casework.applications import Stale
from services.journeys.steps import Ask
from services.look.page import Page

PLUMBING = ("csrfmiddlewaretoken", "revision")


def both(request: HttpRequest, asked: Shown, stale: Stale, base: str, until: str = "") -> HttpResponse:
    """`base` is where the step lies that was answered, and where one goes on with what was saved elsewhere.

    `until` is the last day for a request.
    """
    again = [(name, value) for name, listed in request.POST.lists() for value in listed if name not in PLUMBING]
    page = rendered(asked)
    return plain(
        request, "stale", status=409, sentence=stale.sentence(spoken()), saved=stale.saved,
        typed=_readable(page, stale.typed), revision=stale.revision, again=again,
        turn=asked, page=page, base=base, instance=_instance(asked), id=str(asked.application_id), until=until,
    )  # fmt: skip


def _instance(turn: Shown) -> str:
    return turn.step.instance if isinstance(turn.step, Ask) else ""


def _readable(page: Page, typed: str) -> str:
    """What was typed, by the words of its option where it is one."""
    words = {option.value: option.label for option in page.field.options} if page.field else {}
    return words.get(typed, typed)
