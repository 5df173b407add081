"""The six digits of an authenticator app (RFC 6238): which are good now, and that each is good once."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.cache import cache

from services.record import clock

DIGITS, SECONDS = 6, 30
ACCEPTED = (0, 1, -1)  # this code, the next, the one before: who types slowly, or whose phone is a little off
KEPT = SECONDS * len(ACCEPTED)


def use(user_id: UUID, code: str) -> bool:
    """Whether this person had not used the code yet; it is then used."""
    return bool(cache.add(_name(user_id, code), 1, KEPT))


def of_demonstration(user_id: UUID) -> str:
    """A code that this person could type now, "" for somebody without an app: shown in the demonstration only."""
    found = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).first()
    return next(_unused(user_id, decrypt(found.data["secret"])), "") if found else ""


def _unused(user_id: UUID, secret: str) -> Iterator[str]:
    totp = TOTP(base64.b32decode(secret), DIGITS, SHA1(), SECONDS, enforce_key_length=False)  # noqa: S303 the RFC's
    now = (clock.now() - clock.offset()).timestamp()  # a phone knows nothing of a clock that was moved
    codes = (totp.generate(int(now) + SECONDS * step).decode() for step in ACCEPTED)
    return (code for code in codes if cache.get(_name(user_id, code)) is None)


def _name(user_id: UUID, code: str) -> str:
    return f"second-factor:{user_id}:{''.join(filter(str.isdigit, code))}"
