"""Keys as a setting names them: `id:base64 of 32 bytes`, with commas between them, the current one first."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache

from django.core.exceptions import ImproperlyConfigured

KEY_BITS = 256
LONGEST_ID = 40  # characters, as in DataKey.master and SignedSeal.key


@cache
def read(setting: str, written: str) -> Mapping[str, bytes]:
    """The keys by id, in their order; raises ImproperlyConfigured, naming the setting and which key it is."""
    found: dict[str, bytes] = {}
    for number, part in enumerate(written.split(","), 1):
        key_id, _, key = part.strip().partition(":")
        if not 0 < len(key_id) <= LONGEST_ID or key_id in found:
            raise ImproperlyConfigured(f"{setting}: key {number} needs an id of its own before a colon.")
        found[key_id] = _bytes(key, f"{setting}: key {number}")
    return found


def _bytes(key: str, which: str) -> bytes:
    try:
        read = base64.b64decode(key, validate=True)
    except ValueError:
        read = b""
    if len(read) * 8 != KEY_BITS:
        raise ImproperlyConfigured(f"{which} is not {KEY_BITS} bits in base64.")
    return read
