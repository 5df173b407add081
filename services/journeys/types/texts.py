"""Free text, names, e-mail and postal addresses."""

import re
import unicodedata
from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types import characters
from services.journeys.types.base import AnswerType, Json, Kind, refusal

NAME_MARKS = set(" '’.-‐·()/,")
# What mail servers accept in practice; whether it exists is found out by writing to it.
EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}",
    re.IGNORECASE,
)


class Words(AnswerType):
    """Text kept as it was typed, tidied."""

    kind: ClassVar[Kind] = str

    def read(self, text: str, language: Language) -> Json:
        return text

    def show(self, value: Json, language: Language) -> str:
        return str(value)

    def value(self, normal: Json) -> str:
        return str(normal)

    def kept(self, value: Json) -> str:
        """A text from elsewhere, as `tidy` would leave it; empty text is no answer."""
        text = self.tidy(value) if isinstance(value, str) else ""
        if not text:
            raise refusal(self.empty)
        return text


class Text(Words):
    """One line."""

    min: int = 1
    max: int = 200

    def tidy(self, raw: str) -> str:
        return characters.line(raw, self.max)

    def check(self, value: Json) -> Json:
        text = self.kept(value)
        if characters.length(text) < self.min:
            raise refusal("too_short", min=str(self.min))
        return text


class LongText(Text):
    """Several lines."""

    max: int = 2000

    def tidy(self, raw: str) -> str:
        return characters.lines(raw, self.max)


class PersonName(Words):
    """A full name in the order its people write it, in any script."""

    longest: ClassVar[int] = 120

    def tidy(self, raw: str) -> str:
        return characters.line(raw, self.longest)

    def check(self, value: Json) -> Json:
        name = self.kept(value)
        if not any(char.isalpha() for char in name) or not all(_of_a_name(char) for char in name):
            raise refusal("not_a_name")
        return name


class Email(Words):
    longest: ClassVar[int] = 254

    def tidy(self, raw: str) -> str:
        return characters.plain_line(raw, self.longest)

    def check(self, value: Json) -> Json:
        local, _, domain = self.kept(value).rpartition("@")
        address = f"{local}@{domain.lower()}"  # only the domain: to some servers Ana and ana are two people
        if not EMAIL.fullmatch(address) or len(local) > 64:
            raise refusal("not_an_email")
        return address


class Address(Words):
    """A postal address as it is written on a letter, its lines joined by "\\n"."""

    longest: ClassVar[int] = 400

    def tidy(self, raw: str) -> str:
        lines = characters.lines(raw, self.longest).split("\n")
        return "\n".join(line for line in lines if line)

    def check(self, value: Json) -> Json:
        address = self.kept(value)
        if sum(char.isalnum() for char in address) < 3:
            raise refusal("not_an_address")
        return address


def _of_a_name(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" or char in NAME_MARKS or char in characters.JOINERS
