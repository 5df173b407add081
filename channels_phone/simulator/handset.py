"""A handset in a browser: what was texted from it, and what came back through the webhook that a provider calls."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from uuid import uuid4

from django.core.cache import cache

from channels_phone.gateways.console import on_handset
from channels_phone.gateways.twilio import MESSAGE
from channels_phone.simulator.network import OURS, posted
from services.record import clock

KEPT = 24 * 3600  # seconds
MOST = 80
FILM = tuple(f"+1{area}55501{last:02}" for area in (202, 206, 212, 305, 312, 404, 415, 602, 617) for last in range(99))
"""Numbers that the North American plan keeps for films (555-01XX): they are valid, and nobody has one."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the thread, and its moment in UTC."""

    mine: bool
    text: str
    at: datetime


def new_number() -> str:
    """One that no other telephone of the demonstration has, as long as there are any."""
    numbers = list(FILM)
    secrets.SystemRandom().shuffle(numbers)
    return next((number for number in numbers if _key(number) not in cache), numbers[0])


def thread(number: str) -> list[Bubble]:
    """The messages so far, oldest first: the answers, and those that we began."""
    begun = [Bubble(False, each.text, each.sent_at) for each in on_handset(number)]
    return sorted([*_kept(number), *begun], key=lambda bubble: bubble.at)


def text(number: str, body: str) -> None:
    """Send it as Twilio would bring it, and keep what comes back; raises NotAnswered."""
    _keep(number, [Bubble(True, body, clock.now())])
    _keep(number, [Bubble(False, each, clock.now()) for each in _posted(number, body)])


def clear(number: str) -> None:
    cache.delete(_key(number))


def _posted(number: str, body: str) -> list[str]:
    form = {"MessageSid": f"SM{uuid4().hex}", "From": number, "To": OURS, "Body": body, "NumMedia": "0"}
    return [unescape(each) for each in MESSAGE.findall(posted("/phone/sms", form))]


def _keep(number: str, bubbles: list[Bubble]) -> None:
    cache.set(_key(number), [*_kept(number), *bubbles][-MOST:], KEPT)


def _kept(number: str) -> list[Bubble]:
    kept: list[Bubble] = cache.get(_key(number), [])
    return kept


def _key(number: str) -> str:
    return f"handset:{number}"
