"""One message answered: an order of the person's own, or a reply to what they were asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone import pictures, rooms
from channels_phone.asked import Asked
from channels_phone.commands import Command, command_of, starts, told
from channels_phone.rooms.person import wanted
from channels_phone.sms.prompt import prompted
from channels_phone.sms.reading import Said, read
from channels_phone.talk import Talk
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
    elif said.media:
        pictures.came(talk, said.provider, said.media)
    elif order is None or not _obeyed(talk, order):
        _taken(talk, said)


def _too_soon(talk: Talk) -> bool:
    return talk.row.asked_at is not None and clock.now() - talk.row.asked_at < READ_IN


def _obeyed(talk: Talk, order: Command) -> bool:
    """Whether it was an order here and now."""
    room = rooms.ROOMS[talk.room]
    match order:
        case Command.BACK:
            room.back(talk)
        case Command.MENU:
            talk.go("menu")
        case Command.LANGUAGE:
            talk.go("language")
        case Command.PERSON:
            wanted(talk)
        case Command.HELP:
            talk.say(talk.shown.explains, _orders(talk.language))
        case Command.MORE:
            return _turned(talk)
        case Command.SKIP:
            return False
    return True


def _turned(talk: Talk) -> bool:
    page: int = talk.place.get("page", 0) + 1
    pages = prompted(talk.shown, talk.language).pages
    if page < len(pages):
        talk.place["page"] = page
    return page < len(pages)


def _taken(talk: Talk, said: Said) -> None:
    """Held against what they were asked."""
    asked = _read_so_far(talk)
    skips = asked.optional and command_of(said.text, talk.language) == Command.SKIP
    rooms.take(talk, "" if skips else read(asked, said))


def _read_so_far(talk: Talk) -> Asked:
    """That all is right is said by who was shown all of it."""
    asked = talk.shown
    if not asked.zero:
        return asked
    last = talk.place.get("page", 0) >= len(prompted(asked, talk.language).pages) - 1
    return asked if last else replace(asked, zero="")


def asked_again(talk: Talk) -> tuple[str, ...]:
    """What they are told where nobody wrote: ours is the first word."""
    return _answered(talk)


def _answered(talk: Talk) -> tuple[str, ...]:
    if "shown" not in talk.place:
        rooms.show(talk)
    pages = prompted(talk.shown, talk.language).pages
    page = pages[min(talk.place.get("page", 0), len(pages) - 1)]
    return (*filter(None, ["\n".join(talk.says)]), page)


def _orders(language: str) -> str:
    said = gettext("%(back)s: back. %(menu)s: begin again. %(person)s: a person. %(language)s: another language.")
    orders = (Command.BACK, Command.MENU, Command.PERSON, Command.LANGUAGE)
    return said % {order.value: told(language, order) for order in orders}
