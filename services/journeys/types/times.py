import re
from datetime import time
from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

PLAIN = re.compile(r"(\d{1,2})(?:[:.h ](\d{2}))?")
NORMAL = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
RUN = re.compile(r"(\d{2})(\d{2})")


class Time(AnswerType):
    """A time of the day, "HH:MM"."""

    kind: ClassVar[Kind] = time
    longest: ClassVar[int] = 60

    earliest: time | None = None
    latest: time | None = None

    def read(self, text: str, language: Language) -> Json:
        named = {fold(name): moment for name, moment in language.times.named.items()}
        if fold(text) in named:
            return self.check(f"{named[fold(text)]:%H:%M}")
        bare, part = _part(fold(text), language)
        hour, minute = _clock(_colons(bare, language))
        return self.check(f"{_of_the_day(hour, part):02}:{minute:02}")

    def check(self, value: Json) -> Json:
        if not NORMAL.fullmatch(str(value)):
            raise refusal("not_a_time")
        moment = time.fromisoformat(str(value))
        if self.earliest and moment < self.earliest:
            raise refusal("time_too_early", earliest=f"{self.earliest:%H:%M}")
        if self.latest and moment > self.latest:
            raise refusal("time_too_late", latest=f"{self.latest:%H:%M}")
        return f"{moment:%H:%M}"

    def show(self, value: Json, language: Language) -> str:
        return language.time(time.fromisoformat(str(value)))

    def value(self, normal: Json) -> time:
        return time.fromisoformat(str(normal))

    def digits(self) -> bool:
        return True


def _part(text: str, language: Language) -> tuple[str, tuple[int, int] | None]:
    """The text without the part of the day, and the hours which that part spans."""
    for name, span in sorted(language.times.parts.items(), key=lambda part: len(part[0]), reverse=True):
        shorter, found = re.subn(rf"(?<![^\W\d]){re.escape(fold(name))}(?![^\W\d])", " ", text)
        if found:
            return shorter, span
    return text, None


def _colons(text: str, language: Language) -> str:
    said = language.times
    for word in sorted((*said.ignored, *said.minutes), key=len, reverse=True):
        text = re.sub(rf"(?<![^\W\d]){re.escape(fold(word))}(?![^\W\d])", " ", text)
    for word in said.half:
        text = re.sub(rf"(?<![^\W\d]){re.escape(fold(word))}(?![^\W\d])", "30", text)
    for word in sorted(said.hours, key=len, reverse=True):
        text = re.sub(rf"\s*(?<![^\W\d]){re.escape(fold(word))}(?![^\W\d])\s*", ":", text)
    return text.strip().removesuffix(":")


def _clock(text: str) -> tuple[int, int]:
    found = RUN.fullmatch(text) or PLAIN.fullmatch(re.sub(r"\s*:\s*|\s+", ":", text))
    if found is None:
        raise refusal("not_a_time")
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise refusal("not_a_time")
    return hour, minute


def _of_the_day(hour: int, span: tuple[int, int] | None) -> int:
    """3 in the afternoon is 15: the hour that falls into the part of the day that was named."""
    if span is None or hour > 12:
        return hour
    start, end = span
    for candidate in (hour, (hour + 12) % 24):
        if (candidate - start) % 24 < (end - start) % 24:
            return candidate
    return hour
