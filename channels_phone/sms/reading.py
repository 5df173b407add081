"""What a reply means to the prompt it answers: raw text for the type of the answer to parse."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from channels_phone.asked import Asked
from channels_phone.matching import digits, option_of, words

UNCLEAR = frozenset(("dung",))
"""Without its accent it says right, stop, use or do not: đúng, dừng, dùng, đừng."""
BETWEEN = re.compile(r"[\s,;+]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A message that came: its text, the ids of files given with it, and where pictures of it lie at which provider."""

    text: str
    documents: tuple[str, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    provider: str = ""


def read(asked: Asked, said: Said) -> str:
    """The raw text that is meant; what is no option stays as it was typed, for the type to say what it wants."""
    if said.documents:
        return ",".join(said.documents)
    text = unicodedata.normalize("NFC", said.text).strip()
    match asked.reads:
        case "one":
            return _one(asked, text)
        case "many":
            return _many(asked, text)
        case "code":
            return asked.options[0].raw if digits(BETWEEN.sub("", text)) == asked.code else ""
        case "words":
            return text
    return ""


def _one(asked: Asked, text: str) -> str:
    if asked.zero and digits(text) == "0":
        return asked.zero
    if words(text) in UNCLEAR and text.isascii():
        return ""
    option = option_of(asked.options, text)
    return text if option is None else option.raw


def _many(asked: Asked, text: str) -> str:
    whole = option_of(asked.options, text)
    if whole is not None:
        return whole.raw
    chosen = [option_of(asked.options, part) for part in BETWEEN.split(text) if part]
    return ",".join(option.raw for option in chosen if option) if chosen and all(chosen) else text
