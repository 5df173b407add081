"""A message that a provider brings: taken once, and answered with the same words however often it is brought.

Locks are taken in one order everywhere: conversation → application → case.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from channels_phone import stopping
from channels_phone.gateways.arrived import Arrived
from channels_phone.models import Conversation, Inbound
from channels_phone.sms.medium import Texting
from channels_phone.sms.reading import Said
from channels_phone.sms.talking import replies
from channels_phone.talk import Talk
from services.record import clock, envelope, limits

KEPT = timedelta(hours=48)
"""Providers bring a message again within minutes; what was answered is forgotten after this."""
SILENT, BATCH = timedelta(days=180), 500
"""A conversation without a word for so long is over."""
KNOWN = timedelta(days=7)
"""A number may have another owner by now: after so long without a word it must show reference and code again."""
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
"""E.164; from anything else a message came that nobody can answer."""
TEXTS, TOLD = "60/10minute", "1/10minute"
"""More than a person writes; whoever does is slowed, and told so once."""
Replies = tuple[str, ...]
TEXTING = Texting()


def received(arrived: Arrived) -> Replies:
    """What is answered to this message, however often it is brought; nothing to one from where no answer leads."""
    if not (NUMBER.fullmatch(arrived.sender) and arrived.key):
        return ()
    try:
        limits.hit("texts of a number", token_of(arrived.sender), TEXTS)
    except limits.TooMany as reached:
        return _slowed(arrived.sender, reached.again_at)
    return _once(arrived)


@transaction.atomic
def _once(arrived: Arrived) -> Replies:
    """Kept in one transaction with what it did. Who brings it again waits for the conversation, and finds it then."""
    row = _locked(arrived.sender)
    kept = Inbound.objects.filter(provider=arrived.provider, key=arrived.key, conversation=row).first()
    if kept is not None:
        return tuple(json.loads(envelope.open(row.key, kept.replies_sealed, kept.subject)))
    said = stopping.answered(row, arrived.sender, arrived.text)
    if said is None:
        said = _talked(row, lambda talk: replies(talk, Said(arrived.text)))
    _keep(row, arrived, said)
    return said


def _keep(row: Conversation, arrived: Arrived, said: Replies) -> None:
    inbound = Inbound(provider=arrived.provider, key=arrived.key, conversation=row, at=clock.now())
    inbound.replies_sealed = envelope.seal(row.key, json.dumps(said).encode(), inbound.subject)
    inbound.save(force_insert=True)


def _slowed(number: str, again_at: datetime) -> Replies:
    language = Conversation.objects.filter(token=token_of(number)).values_list("language", flat=True).first()
    try:
        limits.hit("slowed numbers told", token_of(number), TOLD)
    except limits.TooMany:
        return ()
    with override(language or settings.LANGUAGE_CODE):
        local = again_at.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
        return (gettext("You sent too many messages. Send the next one after %s.") % f"{local:%H:%M}",)


def forget() -> int:
    """Delete what came long ago, what was answered to it, and conversations that ended; returns how many messages."""
    for row in Conversation.objects.select_related("key").filter(seen_at__lt=clock.now() - SILENT)[:BATCH]:
        envelope.destroy(row.key)
        row.delete()
    return Inbound.objects.filter(at__lt=clock.now() - KEPT).delete()[0]


def token_of(number: str) -> str:
    """What a number is known by, of no use without the key derived from SECRET_KEY."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"telephone number", sha256)
    return hmac.digest(key, number.encode(), sha256).hex()


def _locked(number: str) -> Conversation:
    """The conversation with this number, locked until the transaction ends; a new one at their first message."""
    token = token_of(number)
    rows = Conversation.objects.select_for_update(of=("self",), no_key=True).select_related("key")
    found = rows.filter(token=token).first()
    if found is None:
        _begin(token, number)
        found = rows.get(token=token)
    return found


def _begin(token: str, number: str) -> None:
    """Unless another message of theirs does so at this moment."""
    row = Conversation(id=uuid4(), token=token, key=envelope.new_key(), seen_at=clock.now())
    row.number_sealed = envelope.seal(row.key, number.encode(), row.subject)
    Conversation.objects.bulk_create([row], ignore_conflicts=True)


def _talked(row: Conversation, turn: Callable[[Talk], Replies]) -> Replies:
    """One turn of it, and where they stand afterwards."""
    about, now = f"{row.subject}:place", clock.now()
    place = json.loads(envelope.open(row.key, row.place_sealed, about)) if row.place_sealed else {}
    talk = Talk(row, TEXTING, place, now - row.seen_at)
    if talk.silent_for > KNOWN:
        talk.forget()
    said = turn(talk)
    row.place_sealed = envelope.seal(row.key, json.dumps(talk.place).encode(), about)
    row.asked, row.asked_at, row.seen_at = row.asked + 1, clock.now(), now
    row.save(update_fields=["language", "room", "place_sealed", "asked", "asked_at", "application", "touch", "seen_at"])
    return said
