"""Answering a question, and going back to one that was answered."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from services.casework import evidence
from services.casework.applications import law, letters
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.applications.outside import World
from services.casework.applications.saving import save
from services.casework.applications.turn import Turn, before, turn
from services.casework.errors import NotAsked, Stale
from services.journeys.problems import Invalid
from services.journeys.steps import Ask


def ask(application_id: UUID, instance: str, *, language: str = "") -> Turn:
    """The turn at this question, answered or not, to change it; raises NotAsked, NotYours, Expired."""
    opened = opening.read(application_id, language)
    return turn(opened, asked(opened, instance))


def back(application_id: UUID, instance: str = "", *, language: str = "") -> Turn:
    """The turn one question before this one (or before the step that is due); the first question stays."""
    opened = opening.read(application_id, language)
    step = asked(opened, instance) if instance else opened.interview.next()
    previous = before(opened, step)
    return turn(opened, asked(opened, previous) if previous else step)


@transaction.atomic
def answer(
    application_id: UUID,
    instance: str,
    revision: int,
    raw: str,
    *,
    touch: UUID,
    keyed_by: str,
    language: str = "",
    source: str = "stated",
) -> Turn:
    """Take one answer and give the next step; a wrong one comes back as an Ask with its problems and `typed`.

    `revision` is the one the question was shown at. Raises Stale, NotAsked, Submitted, Expired, NotYours.
    """
    opened = opening.editable(application_id, language)
    step = asked(opened, instance)
    try:
        value = opened.interview.take(instance, raw, opened.language, World(opened, instance, revision))
        evidence.check(opened.application, step, value)
    except Invalid as wrong:
        # at the revision it was shown at: a conflict must still come to light once the answer is put right
        return turn(opened, replace(step, typed=raw, problems=(wrong.problem,)), revision=revision)
    application = opened.application
    anew = instance in application.ask_again or instance in application.awaited
    if instance in opened.values and opened.values[instance] == value and not anew:
        return turn(opened)
    if instance in opened.values and revision != opened.revisions[instance]:
        raise _stale(opened, step, raw)
    save(opened, instance, value, touch=touch, keyed_by=keyed_by, source=source)
    if instance == opened.journey.law.event:
        law.settle_event(opened, touch=touch, actor=keyed_by)
    letters.write_when_due(opened, opened.interview.next(), actor=keyed_by, touch=touch)
    return turn(opened)


def asked(opened: Opened, instance: str) -> Ask:
    """The question at this instance; NotAsked where the answers so far do not lead to it."""
    try:
        return opened.interview.ask(instance)
    except KeyError:
        raise NotAsked from None


def _stale(opened: Opened, step: Ask, raw: str) -> Stale:
    saved = opened.phrases.shown(step.instance, opened.values[step.instance])
    return Stale(saved=saved, typed=raw, revision=opened.revisions[step.instance])
