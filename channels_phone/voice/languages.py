"""Which languages a call can speak and hear, and with which voice: Twilio's tables of <Say> and <Gather>.

A voice of another language fails in silence, so nothing outside this table is ever asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """`says` and `voice` are "" where no voice speaks it, `hears` where no recogniser hears it."""

    says: str
    voice: str
    hears: str
    pace: int
    """Characters a second, read by that voice."""


SPOKEN: Mapping[str, Spoken] = {
    "vi": Spoken("vi-VN", "Google.vi-VN-Standard-A", "vi-VN", 13),
    "en": Spoken("en-GB", "Google.en-GB-Standard-A", "en-GB", 15),
    "pt": Spoken("pt-PT", "Polly.Ines", "pt-PT", 14),
    "es": Spoken("es-ES", "Polly.Lucia", "es-ES", 15),
    "nb": Spoken("nb-NO", "Polly.Liv", "nb-NO", 14),
    "et": Spoken("", "", "et-EE", 14),
}
MUTE = Spoken("", "", "", 14)


def spoken(language: str) -> Spoken:
    """How a call speaks it; of a language that is not in the table nothing is known."""
    return SPOKEN.get(language, MUTE)
