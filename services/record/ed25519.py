"""Ed25519 as text: keys and signatures in base64, the private keys from SEAL_KEYS."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from services.record import keys


def private_keys() -> Mapping[str, Ed25519PrivateKey]:
    """By id, the current one first; raises ImproperlyConfigured for what cannot be read."""
    read = keys.read("SEAL_KEYS", settings.SEAL_KEYS)
    return {key_id: Ed25519PrivateKey.from_private_bytes(seed) for key_id, seed in read.items()}


def by_public_key() -> dict[str, Ed25519PrivateKey]:
    return {public_of(key): key for key in private_keys().values()}


def public_of(key: Ed25519PrivateKey) -> str:
    return _text(key.public_key().public_bytes_raw())


def sign(key: Ed25519PrivateKey, said: bytes) -> str:
    return _text(key.sign(said))


def verified(public_key: str, signature: str, said: bytes) -> bool:
    """False also for what is no key or no signature at all."""
    try:
        Ed25519PublicKey.from_public_bytes(_raw(public_key)).verify(_raw(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
