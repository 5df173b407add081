"""A call as a provider reports it: begun, answered step by step, over. Each of it counts once.

Every answer names the step it answers. One that comes again gets what was answered to it; one that comes late, to a
step that is past, hears what is asked now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from channels_phone import calling_back, conversations
from channels_phone.conversations import talk_of, token_of
from channels_phone.gateways import choosing
from channels_phone.models import CallBack, Conversation
from channels_phone.rooms.proving import rung
from channels_phone.talk import KNOWN, Talk
from channels_phone.voice import twiml
from channels_phone.voice.languages import spoken
from channels_phone.voice.medium import Calling
from channels_phone.voice.reading import Heard
from channels_phone.voice.speech import Line
from channels_phone.voice.talking import reply
from services.assisted import waiting
from services.casework import touches
from services.record import clock, limits

CALLS = "30/hour"
OVER = ("completed", "busy", "failed", "no-answer", "canceled")
CALLING = Calling()


@dataclass(frozen=True, slots=True)
class Call:
    """By the provider's id; `number` is the caller's in E.164, or "": a hint, never who they are."""

    provider: str
    sid: str
    number: str

    @classmethod
    def of(cls, provider: str, sid: str, number: str) -> Call:
        return cls(provider, sid, number if choosing.E164.fullmatch(number) else "")

    @property
    def known_by(self) -> str:
        return f"call {self.provider} {self.sid}"


def begun(call: Call, room: str = "menu") -> str:
    """The first thing a caller hears, in TwiML: whom we know how to speak to, in this room."""
    try:
        limits.hit("calls of a number", token_of(call.number or call.known_by), CALLS)
    except limits.TooMany as reached:
        return _slowed(call, reached.again_at)
    return _once(call, 0, None, room)


def rang(call: Call) -> str:
    """They rang a number that is never answered: they are called back, and pay nothing."""
    if call.number:
        calling_back.ask(call.number, why=CallBack.Why.RANG)
    return twiml.unanswered()


def answered(call: Call, step: int, heard: Heard) -> str:
    """What is said to what was heard at this step, in TwiML."""
    return _once(call, step, heard)


@transaction.atomic
def again(call: Call) -> str:
    """What is asked at this moment, without anything happening: an answer of ours went astray."""
    row = conversations.locked(CALLING.name, call.known_by, call.number)
    return _now(call, row) if row.asked else _turned(call, row, 0, None)


@transaction.atomic
def over(call: Call, status: str) -> None:
    """They hung up, or the line was lost: what they were at stays as it is."""
    rows = Conversation.objects.filter(token=token_of(call.known_by), ended_at=None)
    if status in OVER and rows.update(ended_at=clock.now()):
        row = Conversation.objects.select_related("key").get(token=token_of(call.known_by))
        rung(talk_of(row, CALLING))
        if row.touch_id:
            touches.close(row.touch_id, status)
        waiting.hung_up(call.sid)


@transaction.atomic
def _once(call: Call, step: int, heard: Heard | None, room: str = "menu") -> str:
    row = conversations.locked(CALLING.name, call.known_by, call.number)
    kept = conversations.kept(row, call.provider, f"{call.sid}:{step}")
    if kept is not None:
        return kept[0]
    return _turned(call, row, step, heard, room) if step == row.asked else _now(call, row)


def _turned(call: Call, row: Conversation, step: int, heard: Heard | None, room: str = "menu") -> str:
    if step == 0:
        _greeted(row, room)
    said = conversations.talked(row, CALLING, lambda talk: (_spoken(call, talk, heard, step + 1),))
    conversations.keep(row, call.provider, f"{call.sid}:{step}", said)
    return said[0]


def _now(call: Call, row: Conversation) -> str:
    return _spoken(call, talk_of(row, CALLING), None, row.asked)


def _spoken(call: Call, talk: Talk, heard: Heard | None, step: int) -> str:
    talk.line = call.sid
    first = step == 1 and heard is None
    if first and talk.language:
        with override(talk.language):
            talk.say(CALLING.welcome(talk))
    return twiml.answer(reply(talk, heard), reverse("phone:voice_turn", args=[step]))


def _greeted(row: Conversation, room: str) -> None:
    """In the language that this number spoke last, and in this room."""
    before = Conversation.objects.filter(caller=row.caller, seen_at__gt=clock.now() - KNOWN).exclude(language="")
    language = before.order_by("-seen_at").values_list("language", flat=True).first() if row.caller else None
    if language and spoken(language).voice:
        row.language, row.room = language, room


def _slowed(call: Call, again_at: datetime) -> str:
    language = Conversation.objects.filter(caller=token_of(call.number)).values_list("language", flat=True).first()
    code = language or settings.LANGUAGE_CODE
    with override(code):
        local = (again_at + timedelta(minutes=1)).astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
        return twiml.ended([Line(gettext("You called too often. Call again after %s.") % f"{local:%H:%M}", code)])
