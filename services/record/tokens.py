"""Search without plain text: HMACs of words and numbers, under a key made of a master key in FIELD_KEYS."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

from services.journeys.types.characters import fold
from services.record import envelope

BYTES = 16  # of each HMAC that are kept
WORD = re.compile(r"[^\W_]+")  # letters and digits


def tokens(words: Iterable[str]) -> list[str]:
    """Of every word in these texts, each once, with the current key; sorted, so that the order tells nothing."""
    found = {word for text in words for word in _words(text)}
    return sorted(_token(envelope.current(), "word", word) for word in found)


def sought(text: str) -> list[set[str]]:
    """For each word its token under every key: a case is found that has one out of every set."""
    return [_under_every_key("word", word) for word in dict.fromkeys(_words(text))]


def of_number(written: str) -> str:
    """One token for an id or a telephone number, however it is spaced; "" if no letter or digit is in it."""
    number = "".join(_words(written))
    return _token(envelope.current(), "number", number) if number else ""


def sought_number(written: str) -> set[str]:
    """The token of a number under every key; empty if no letter or digit is in it."""
    number = "".join(_words(written))
    return _under_every_key("number", number) if number else set()


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text).replace("ı", "i"))


def _under_every_key(kind: str, normal: str) -> set[str]:
    return {_token(key_id, kind, normal) for key_id in envelope.masters()}


def _token(key_id: str, kind: str, normal: str) -> str:
    key = hmac.digest(envelope.master(key_id), b"search tokens", sha256)
    return hmac.digest(key, f"{kind} {normal}".encode(), sha256)[:BYTES].hex()
