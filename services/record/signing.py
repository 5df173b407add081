"""The daily seal is signed: once that is published, not even who runs the platform rewrites the ledger unseen."""

from __future__ import annotations

import structlog
from django.conf import settings

from services.journeys.canonical import canonical, hash_of
from services.record import clock, ed25519
from services.record.models import Seal, SignedSeal

log = structlog.get_logger(__name__)


def sign() -> SignedSeal | None:
    """Sign the last seal, once a day; what was signed last, now or before, or None while nothing is sealed."""
    seal = Seal.objects.order_by("-number").first()
    before = _last()
    day = clock.today(settings.AUTHORITY_TIME_ZONE)
    if seal is None or (before and before.day >= day):
        return before
    signed = _signed(SignedSeal(day=day, seal=seal, hash=seal.hash), before)
    SignedSeal.objects.bulk_create([signed], ignore_conflicts=True)
    return _last()


def plain(signed: SignedSeal) -> dict[str, str | int]:
    """As it is published: all that anybody needs to check it."""
    return {
        "day": signed.day.isoformat(),
        "seal": signed.seal_id,
        "hash": signed.hash,
        "previous": signed.previous,
        "key": signed.key,
        "public_key": signed.public_key,
        "signature": signed.signature,
        "countersignature": signed.countersignature,
    }


def statement(signed: SignedSeal) -> bytes:
    """What the signatures are over."""
    said = [signed.day.isoformat(), signed.seal_id, signed.hash, signed.previous, signed.key, signed.public_key]
    return canonical(["Evenhand daily seal", *said])


def follows(before: SignedSeal | None) -> str:
    """The hash over all that was published of the day signed before."""
    return hash_of(plain(before)) if before else ""


def _signed(signed: SignedSeal, before: SignedSeal | None) -> SignedSeal:
    signed.key, key = next(iter(ed25519.private_keys().items()))
    signed.public_key, signed.previous = ed25519.public_of(key), follows(before)
    signed.signature = ed25519.sign(key, statement(signed))
    if before and before.public_key != signed.public_key:
        signed.countersignature = _countersignature(signed, before)
    return signed


def _countersignature(signed: SignedSeal, before: SignedSeal) -> str:
    """By the key before, so that whoever knows only that one may trust the new one."""
    if old := ed25519.by_public_key().get(before.public_key):
        return ed25519.sign(old, statement(signed))
    log.warning("seal_key_not_countersigned", key=signed.key, before=before.key)
    return ""


def _last() -> SignedSeal | None:
    return SignedSeal.objects.order_by("-day").first()
