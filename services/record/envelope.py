"""Envelope encryption: each subject's data under a key of its own, that key wrapped by a master key with an id."""

from __future__ import annotations

import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from services.record import clock, keys
from services.record.models import DataKey

NONCE = 12  # bytes, NIST SP 800-38D


class Unreadable(Exception):
    """The data cannot be opened: its key was destroyed or is not here, or it was changed."""


def new_key() -> DataKey:
    """A fresh data key, saved."""
    key = DataKey(master=current())
    key.wrapped = _encrypt(master(key.master), AESGCM.generate_key(keys.KEY_BITS), str(key.id))
    key.save(force_insert=True)
    return key


def seal(key: DataKey, plain: bytes, about: str) -> bytes:
    """Encrypted for one place only: what was sealed `about` one thing does not open as another."""
    return _encrypt(_unwrapped(key), plain, about)


def open(key: DataKey, sealed: bytes | memoryview, about: str) -> bytes:
    """The plain bytes; raises Unreadable."""
    return _decrypt(_unwrapped(key), bytes(sealed), about)


def destroy(key: DataKey) -> None:
    """Erase all that was sealed with this key, wherever copies of it lie; safe to repeat."""
    key.wrapped, key.destroyed_at = b"", clock.now()
    DataKey.objects.filter(pk=key.pk, destroyed_at=None).update(wrapped=b"", destroyed_at=key.destroyed_at)


def rewrap(batch: int = 500) -> int:
    """Wrap up to `batch` keys anew with the current master key; returns how many, 0 when none is left.

    Raises Unreadable, naming the master key, if FIELD_KEYS no longer holds one that is still needed.
    """
    old = DataKey.objects.filter(destroyed_at=None).exclude(master=current())[:batch]
    return sum(_rewrap(key) for key in old)


def masters() -> Mapping[str, bytes]:
    """The master keys by id, the current one first."""
    return keys.read("FIELD_KEYS", settings.FIELD_KEYS)


def current() -> str:
    return next(iter(masters()))


def master(key_id: str) -> bytes:
    """Raises Unreadable for a key that FIELD_KEYS no longer names."""
    try:
        return masters()[key_id]
    except KeyError:
        raise Unreadable(f"FIELD_KEYS names no key {key_id}") from None


def _unwrapped(key: DataKey) -> bytes:
    if key.destroyed_at is not None:
        raise Unreadable("the key was destroyed")
    return _decrypt(master(key.master), bytes(key.wrapped), str(key.id))


def _rewrap(key: DataKey) -> int:
    """Only if nobody did so or destroyed it meanwhile: how many rows that was."""
    wrapped = _encrypt(master(current()), _unwrapped(key), str(key.id))
    same = DataKey.objects.filter(pk=key.pk, master=key.master, destroyed_at=None)
    return same.update(wrapped=wrapped, master=current())


def _encrypt(key: bytes, plain: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def _decrypt(key: bytes, sealed: bytes, about: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("changed, or sealed with another key") from None
