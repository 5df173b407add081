"""Is every signed day as it was signed?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from services.record import ed25519
from services.record.chain import Break
from services.record.models import Seal, SignedSeal
from services.record.signing import follows, statement


def broken() -> Iterator[Break]:
    """Every signed seal that is missing or changed, or that none of our keys stands for."""
    now = Subquery(Seal.objects.filter(pk=OuterRef("seal_id")).values("hash"))
    before: SignedSeal | None = None
    for signed in SignedSeal.objects.annotate(now=now).order_by("day").iterator():
        if reason := _wrong(signed, signed.now, before):
            yield _break(signed, reason)
        before = signed
    if before and before.public_key not in ed25519.by_public_key():
        yield _break(before, "SEAL_KEYS does not name its key")


def _break(signed: SignedSeal, reason: str) -> Break:
    return Break("seal", signed.seal_id, f"signed on {signed.day}: {reason}")


def _wrong(signed: SignedSeal, now: str | None, before: SignedSeal | None) -> str:
    if now != signed.hash:
        return "it was changed since" if now else "it is missing"
    if signed.previous != follows(before):
        return "it does not follow the day signed before it"
    if not ed25519.verified(signed.public_key, signed.signature, statement(signed)):
        return "its signature is wrong"
    return "" if _key_is_known(signed, before) else "the key before it does not stand for its key"


def _key_is_known(signed: SignedSeal, before: SignedSeal | None) -> bool:
    """The first key is held by the last: each signed day covers the one before."""
    if before is None or before.public_key == signed.public_key:
        return True
    if ed25519.verified(before.public_key, signed.countersignature, statement(signed)):
        return True
    return signed.public_key in ed25519.by_public_key()
