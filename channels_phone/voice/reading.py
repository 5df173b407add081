"""What was keyed or said, held against what was asked: raw text for the type of the answer to parse."""

from __future__ import annotations

from dataclasses import dataclass

from channels_phone.asked import Asked, Option
from channels_phone.matching import digits, option_of
from channels_phone.voice.speech import BACK, Speech

YES, NO = "1", "2"


@dataclass(frozen=True, slots=True)
class Heard:
    """Keys without the hash that ended them, or words as they were recognised; `page` is the menu they answer.

    `queue` is how it ended that they waited for a person, `recording` the address of what was recorded.
    """

    keys: str = ""
    words: str = ""
    page: int = 0
    queue: str = ""
    recording: str = ""

    @property
    def nothing(self) -> bool:
        return not (self.keys or self.words.strip() or self.recording)


def read(said: Speech, heard: Heard) -> str:
    """The raw text that is meant, "" for none; of many options, one key for each is the whole reply."""
    asked = said.asked
    match asked.reads:
        case "one":
            return _one(said, heard)
        case "many":
            return _many(asked, heard)
        case "code":
            return asked.options[0].raw if entered(heard.keys) == asked.code else ""
        case "words":
            return entered(heard.keys) or heard.words.strip()
    return ""


def _one(said: Speech, heard: Heard) -> str:
    option = option_of(said.asked.options, heard.words) if heard.words else key_of(said, heard)
    return (heard.keys or heard.words.strip()) if option is None else option.raw


def _many(asked: Asked, heard: Heard) -> str:
    if len(heard.keys) != len(asked.options) or not set(heard.keys) <= {YES, NO}:
        return heard.keys or heard.words.strip()
    chosen = zip(asked.options, heard.keys, strict=True)
    return ",".join(option.raw for option, key in chosen if key == YES)


def key_of(said: Speech, heard: Heard) -> Option | None:
    """The option of this key in the menu that was read."""
    menu, key = said.menus[min(heard.page, len(said.menus) - 1)], digits(heard.keys)
    return menu[int(key) - 1] if len(key) == 1 and 0 < int(key) <= len(menu) else None


def entered(keys: str) -> str:
    """What stands after the last star, which clears."""
    return digits(keys.rpartition(BACK)[2])
