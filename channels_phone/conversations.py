"""Conversations by telephone: found and locked, a turn of one, what was answered kept, and forgotten in its time.

Locks are taken in one order everywhere: conversation → application → case.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.db.models import QuerySet

from channels_phone.models import Conversation, Inbound
from channels_phone.talk import KNOWN, Medium, Talk
from services.record import clock, envelope

KEPT = timedelta(hours=48)
"""Providers bring a message again within minutes; what was answered is forgotten after this."""
SILENT, BATCH = timedelta(days=180), 500
"""A conversation without a word for so long is over."""
MOVES = (
    "language", "room", "place_sealed", "asked", "asked_at", "patience", "silences", "application", "touch", "seen_at",
)  # fmt: skip
"""What a turn may change."""
Replies = tuple[str, ...]


def token_of(known_by: str) -> str:
    """What a number, or a call, is known by; of no use without the key derived from SECRET_KEY."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"telephone number", sha256)
    return hmac.digest(key, known_by.encode(), sha256).hex()


def locked(door: str, known_by: str, number: str) -> Conversation:
    """This conversation, locked until the transaction ends; a new one with this number at their first word."""
    token = token_of(known_by)
    found = _rows().filter(token=token).first()
    if found is None:
        _begin(door, token, number)
        found = _rows().get(token=token)
    return found


def _rows() -> QuerySet[Conversation]:
    return Conversation.objects.select_for_update(of=("self",), no_key=True).select_related("key")


def _begin(door: str, token: str, number: str) -> None:
    """Unless somebody else does so at this moment."""
    caller = token_of(number) if number else ""
    row = Conversation(
        id=uuid4(), door=door, token=token, caller=caller, key=envelope.new_key(), seen_at=clock.now()
    )  # fmt: skip
    row.number_sealed = envelope.seal(row.key, number.encode(), row.subject)
    Conversation.objects.bulk_create([row], ignore_conflicts=True)


def talked(row: Conversation, medium: Medium, turn: Callable[[Talk], Replies]) -> Replies:
    """One turn of it, and where they stand afterwards."""
    now = clock.now()
    talk = talk_of(row, medium)
    if talk.silent_for > KNOWN:
        talk.forget()
    said = turn(talk)
    row.place_sealed = envelope.seal(row.key, json.dumps(talk.place).encode(), _about_place(row))
    row.asked, row.asked_at, row.seen_at = row.asked + 1, clock.now(), now
    row.save(update_fields=MOVES)
    return said


def talk_of(row: Conversation, medium: Medium) -> Talk:
    """Where they stand."""
    sealed = row.place_sealed
    place = json.loads(envelope.open(row.key, sealed, _about_place(row))) if sealed else {}
    return Talk(row, medium, place, clock.now() - row.seen_at)


def kept(row: Conversation, provider: str, key: str) -> Replies | None:
    """What was answered to this before; None where it comes for the first time."""
    found = Inbound.objects.filter(provider=provider, key=key, conversation=row).first()
    if found is None:
        return None
    return tuple(json.loads(envelope.open(row.key, found.replies_sealed, found.subject)))


def keep(row: Conversation, provider: str, key: str, said: Replies) -> None:
    inbound = Inbound(provider=provider, key=key, conversation=row, at=clock.now())
    inbound.replies_sealed = envelope.seal(row.key, json.dumps(said).encode(), inbound.subject)
    inbound.save(force_insert=True)


def forget() -> int:
    """Delete what came long ago, what was answered to it, and conversations that ended; returns how many messages."""
    for row in Conversation.objects.select_related("key").filter(seen_at__lt=clock.now() - SILENT)[:BATCH]:
        envelope.destroy(row.key)
        row.delete()
    return Inbound.objects.filter(at__lt=clock.now() - KEPT).delete()[0]


def _about_place(row: Conversation) -> str:
    return f"{row.subject}:place"
