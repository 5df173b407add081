"""Tokens: made for a system, kept as a hash, known again."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.conf import settings

from services.api.models import System
from services.record import clock

PREFIX = "evh_"
"""So that whoever finds one in the wrong place knows what it is."""
BYTES = 32


def new() -> str:
    """A random token."""
    return PREFIX + secrets.token_urlsafe(BYTES)


def of(token: str) -> System | None:
    """The system whose token this is, while it is good."""
    systems = System.objects.select_related("user", "organisation", "key")
    system = systems.filter(token_hash=hash_of(token), revoked_at=None).first()
    if system is not None:
        _note_use(system)
    return system


def hash_of(token: str) -> str:
    """Of 256 random bits, so nothing slower is needed."""
    return sha256(token.encode()).hexdigest()


def _note_use(system: System) -> None:
    """The day is enough, and one write a day."""
    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    if system.last_used_on != today:
        System.objects.filter(pk=system.pk).update(last_used_on=today)
