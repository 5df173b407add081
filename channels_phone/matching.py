"""What somebody sent or said, held against what could be meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from channels_phone.asked import Option
from services.journeys.types.characters import fold


def words(text: str) -> str:
    """A message bare of accents, capitals, and marks at its end."""
    return " ".join(fold(text).split()).strip(" .!?,")


def option_of(options: Sequence[Option], text: str) -> Option | None:
    """The option of this number, or of this label as it may arrive from a phone without accents."""
    number = digits(text.strip(" .)"))
    if number and len(number) < 4 and 0 < int(number) <= len(options):
        return options[int(number) - 1]
    return next((option for option in options if words(option.label) == words(text)), None)


def digits(text: str) -> str:
    """The digits of any script as 0 to 9; "" where there is anything else."""
    found = "".join(str(unicodedata.decimal(each, "")) for each in text)
    return found if len(found) == len(text) else ""
