"""Codes of digits that somebody keys: drawn by chance, kept as an HMAC, read however they are written."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import sha256

from django.conf import settings


def drawn(digits: int) -> str:
    """So many random digits."""
    return f"{secrets.randbelow(10**digits):0{digits}}"


def mac(purpose: str, owner: object, code: str) -> str:
    """What is stored of a code: hex, of no use without the key derived from SECRET_KEY, nor with another owner."""
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), sha256)
    return hmac.digest(key, f"{owner}:{code}".encode(), sha256).hex()


def digits_in(typed: str) -> str:
    """The digits of any script, and nothing of what stands between them."""
    return "".join(str(unicodedata.decimal(character, "")) for character in typed)
