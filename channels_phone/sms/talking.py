"""One message answered: an order of the person's own, or a reply to what they were asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone import people
from channels_phone.sms.commands import Command, command_of, starts, told
from channels_phone.sms.prompt import Prompt
from channels_phone.sms.reading import Said, read
from channels_phone.sms.rooms import ROOMS
from channels_phone.sms.talk import Talk
from services.casework.applications import DoorError
from services.record import clock

READ_IN = timedelta(seconds=1)
"""Nobody has read a message, and answered it, sooner: such a reply was meant for the one before."""
LONGEST = 1600
"""Characters a message can have (Twilio's Messages resource)."""


def replies(talk: Talk, said: Said) -> tuple[str, ...]:
    """What they are told, ending with what they are asked where they now stand."""
    with override(talk.language or settings.LANGUAGE_CODE):
        _heard(talk, said)
    with override(talk.language or settings.LANGUAGE_CODE):
        return _answered(talk)


def _heard(talk: Talk, said: Said) -> None:
    order = command_of(said.text, talk.language)
    if "shown" not in talk.place or starts(said.text):
        return  # whatever they write first, they are asked for their language; who comes back, where they were
    if _too_soon(talk):
        talk.say(gettext("This came before our question could reach you. Please answer it again."))
    elif len(said.text) > LONGEST:
        talk.say(gettext("Your message is too long. Send a shorter one."))
    elif order is None or not _obeyed(talk, order):
        _taken(talk, said)


def _too_soon(talk: Talk) -> bool:
    return talk.row.asked_at is not None and clock.now() - talk.row.asked_at < READ_IN


def _obeyed(talk: Talk, order: Command) -> bool:
    """Whether it was an order here and now."""
    room = ROOMS[talk.room]
    match order:
        case Command.BACK:
            room.back(talk)
        case Command.MENU:
            talk.go("menu")
        case Command.LANGUAGE:
            talk.go("language")
        case Command.PERSON:
            talk.say(people.reached())
        case Command.HELP:
            talk.say(talk.shown.explains, _orders(talk.language))
        case Command.MORE:
            return _turned(talk, talk.shown)
        case Command.SKIP:
            return False
    return True


def _turned(talk: Talk, prompt: Prompt) -> bool:
    page: int = talk.place.get("page", 0) + 1
    if page < len(prompt.pages):
        talk.place["page"] = page
    return page < len(prompt.pages)


def _taken(talk: Talk, said: Said) -> None:
    """Held against what they were asked; what the door refuses is said, and they stay where they are."""
    prompt = _read_so_far(talk.shown, talk)
    skips = prompt.optional and command_of(said.text, talk.language) == Command.SKIP
    try:
        ROOMS[talk.room].take(talk, "" if skips else read(prompt, said))
    except DoorError as refused:
        talk.say(refused.sentence(talk.language))
        talk.go("menu")


def _read_so_far(prompt: Prompt, talk: Talk) -> Prompt:
    """That all is right is said by who was shown all of it."""
    last = talk.place.get("page", 0) >= len(prompt.pages) - 1
    return prompt if last else replace(prompt, zero="")


def _answered(talk: Talk) -> tuple[str, ...]:
    if "shown" not in talk.place:
        talk.show(_asked(talk))
    prompt = talk.shown
    page = prompt.pages[min(talk.place.get("page", 0), len(prompt.pages) - 1)]
    return (*filter(None, ["\n".join(talk.says)]), page)


def _asked(talk: Talk) -> Prompt:
    try:
        return ROOMS[talk.room].prompt(talk)
    except DoorError as refused:  # what they stood at is gone, or not theirs any more
        talk.say(refused.sentence(talk.language))
        talk.go("menu")
        return ROOMS[talk.room].prompt(talk)


def _orders(language: str) -> str:
    said = gettext("%(back)s: back. %(menu)s: begin again. %(person)s: a person. %(language)s: another language.")
    orders = (Command.BACK, Command.MENU, Command.PERSON, Command.LANGUAGE)
    return said % {order.value: told(language, order) for order in orders}
