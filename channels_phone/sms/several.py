"""Several answers in one message, "1 2 15032025": taken where each of them can mean one thing only, or none is."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from channels_phone.matching import digits, option_of
from channels_phone.sms.channel import Sms
from channels_phone.sms.reading import BETWEEN, Said
from channels_phone.talk import CITIZEN, Talk
from services.casework import applications
from services.casework.applications import Turn
from services.journeys.steps import Ask
from services.journeys.words import Phrases

SMS = Sms()


class _Unclear(Exception):
    """One of the parts is no answer where it would be one."""


def taken(talk: Talk, turn: Turn, text: str) -> Turn | None:
    """Where they stand when every part of a reply that was refused was taken, in order; None where nothing was."""
    parts = [part for part in BETWEEN.split(text) if part]
    if len(parts) < 2 or not refused(turn):
        return None
    try:
        with transaction.atomic():
            told: list[str] = []
            for part in parts:
                turn, said = _next(turn, part, talk.touch, talk.language)
                told.append(said)
    except _Unclear:
        return None
    talk.say("; ".join(told) + ".")
    return turn


def refused(turn: Turn) -> bool:
    """Whether the reply before was no answer, and the question is asked again."""
    return isinstance(turn.step, Ask) and turn.step.typed is not None


def _next(turn: Turn, part: str, touch: UUID, language: str) -> tuple[Turn, str]:
    """After this part was taken, and what it was taken for; raises _Unclear."""
    step = turn.step
    if not isinstance(step, Ask):
        raise _Unclear
    after = applications.answer(
        turn.application_id, step.instance, turn.revision, _raw(turn, step, part), touch=touch, keyed_by=CITIZEN,
        language=language,
    )  # fmt: skip
    if isinstance(after.step, Ask) and after.step.problems:
        raise _Unclear
    return after, _told(after.phrases, step.instance)


def _raw(turn: Turn, step: Ask, part: str) -> str:
    """A number of the list, or the digits of an answer that digits alone can give."""
    prompt = SMS.render(replace(step, problems=()), turn.phrases)
    asked = prompt.asked
    if asked.reads == "one" and (option := option_of(asked.options, part)):
        return option.raw
    if asked.reads == "words" and step.question.answer.digits() and digits(part):
        return SMS.read(prompt, Said(part))
    raise _Unclear


def _told(phrases: Phrases, instance: str) -> str:
    return f"{phrases.short(instance)}: {phrases.shown(instance, phrases.interview.values.get(instance))}"
