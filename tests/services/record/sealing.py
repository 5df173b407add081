"""Chains and seals for tests, and the minutes and days between them."""

import base64
from datetime import timedelta

from services.record import clock, ledger, seals, signing
from services.record.models import Seal, SignedSeal

DAY = timedelta(days=1)


def write(subject: str, number: int = 1) -> None:
    for turn in range(number):
        ledger.append(subject, "Tested", {"turn": turn}, actor="test")


def later(by: timedelta = timedelta(minutes=1)) -> None:
    """To the beginning of a minute, so that what follows is within it."""
    clock.travel((clock.now() + by).replace(second=0, microsecond=0))


def sealed(*subjects: str) -> Seal:
    """A seal of a minute of its own, over these chains gone on by one."""
    for subject in subjects:
        write(subject)
    later()
    made = seals.seal()
    assert made is not None
    return made


def signed(*subjects: str) -> SignedSeal:
    """A seal, signed on a day of its own."""
    sealed(*subjects)
    later(DAY)
    made = signing.sign()
    assert made is not None
    return made


def keys(*ids: str) -> str:
    """As FIELD_KEYS and SEAL_KEYS name them."""
    return ",".join(f"{key_id}:{base64.b64encode(key_id.encode().ljust(32)).decode()}" for key_id in ids)
