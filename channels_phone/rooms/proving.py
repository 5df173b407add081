"""Proving who one is by telephone: what is asked for, and what is keyed of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.rooms.room import digits
from channels_phone.talk import CITIZEN, Talk
from services.casework import applications
from services.casework.applications import DoorError, NotProven, TooMany, Turn
from services.journeys.steps import Prove
from services.look.proving import CODE, PIN

LETTER, SMS, CALL = "letter", "sms", "call"
KEYED: Mapping[str, Callable[..., Turn]] = {PIN: applications.key_pin, CODE: applications.key_code}


class Proof:
    """The number in the letter, or the code that came to a telephone."""

    def prompt(self, talk: Talk) -> Asked:
        if talk.place["factor"] == PIN:
            return digits(gettext("What is the number in the letter? It has 8 digits."))
        return digits(gettext("What is the code that you were sent? It has 6 digits."))

    def take(self, talk: Talk, raw: str) -> None:
        key = KEYED[talk.place["factor"]]
        _done(talk, lambda: key(talk.application_id, raw, **_by(talk)))

    def back(self, talk: Talk) -> None:
        talk.go("application")


class Number:
    """The telephone that a code goes to, where we do not know theirs."""

    def prompt(self, talk: Talk) -> Asked:
        return digits(gettext("What is the number of the telephone that you have with you?"))

    def take(self, talk: Talk, raw: str) -> None:
        _send(talk, talk.place["way"], raw)

    def back(self, talk: Talk) -> None:
        talk.go("application")


def acted(talk: Talk, step: Prove, raw: str) -> None:
    """One of the things that can be done at this step."""
    if raw in KEYED:
        talk.go("proof", factor=raw)
    elif raw == LETTER:
        _done(talk, lambda: applications.prove_by_letter(talk.application_id, **_by(talk)))
    elif raw in (SMS, CALL):
        _to_telephone(talk, step, raw)
    elif any(raw == option.raw for option in talk.shown.options):
        talk.go("menu")
    else:
        talk.unclear()


def _to_telephone(talk: Talk, step: Prove, way: str) -> None:
    """To the one they use now, else to the one they named in their answers, else to one they are asked for."""
    named = next((doing.number for doing in step.doing if doing.number), "")
    if way == CALL and talk.number and talk.medium.hangs_up:
        talk.say(gettext("Hang up now. We call you at once and tell you the code; then you go on."))
        talk.go("application")
        talk.place |= {"stage": "over", "ring": True}
    elif talk.number or named:
        _send(talk, way, talk.number or named)
    else:
        talk.go("number", way=way)


def _send(talk: Talk, way: str, number: str) -> None:
    _done(talk, lambda: applications.send_code(talk.application_id, way, number, **_by(talk)))


def rung(talk: Talk) -> None:
    """The line is free: the call that they hung up for, unless it was sent or is gone meanwhile."""
    if talk.place.get("ring"):
        with suppress(DoorError):
            _send(talk, CALL, talk.number)


def _done(talk: Talk, act: Callable[[], Turn]) -> None:
    """What is wrong is said, and they stay at the step."""
    try:
        act()
    except (NotProven, TooMany) as refused:
        talk.say(refused.sentence(talk.language))
    talk.go("application")


def _by(talk: Talk) -> dict[str, Any]:
    return {"touch": talk.touch, "keyed_by": CITIZEN, "language": talk.language}
