from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.journeys import strings

FOLDER = Path(__file__).parent / "languages"
MINOR_UNITS: Mapping[str, int] = {"VND": 0, "EUR": 2, "GBP": 2, "NOK": 2, "MYR": 2}
"""Decimal places of each currency (ISO 4217, except the dong, whose minor units are long gone)."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _short_enough(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 < (span[1] - span[0]) % 24 <= 12:
        raise ValueError("A part of the day lasts twelve hours at most.")
    return span


class Said(Part):
    """How one meaning is shown, and what people say for it."""

    shown: str
    words: tuple[str, ...]


class Numbers(Part):
    decimal: str
    thousands: str
    multipliers: dict[str, int]


class Dates(Part):
    """`months` lists twelve tuples of names, the shown one first; `ignored` words carry no meaning in a date.

    `lunar` words say that a day of the lunar calendar is meant, which is another day.
    """

    shown: str
    months: Annotated[tuple[tuple[str, ...], ...], Field(min_length=12, max_length=12)]
    ignored: tuple[str, ...]
    lunar: tuple[str, ...]


class Times(Part):
    """`parts` maps a part of the day to the hours it spans, [from, until); `named` moments have a word of their own."""

    shown: str
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    half: tuple[str, ...]
    ignored: tuple[str, ...]
    parts: dict[str, Annotated[tuple[int, int], AfterValidator(_short_enough)]]
    named: dict[str, time]


class Currencies(Part):
    """`shown` has a pattern for each currency, `words` what people write for it."""

    shown: dict[str, str]
    words: dict[str, tuple[str, ...]]


class Language(Part):
    """What answer types need to know of one language, and the platform's own sentences in it."""

    code: str
    name: str
    numbers: Numbers
    currencies: Currencies
    dates: Dates
    times: Times
    yes: Said
    no: Said
    agreed: Said
    left_out: str
    later: str
    joiner: str
    sentences: dict[str, str]
    conditions: dict[str, str]
    showing: dict[str, str]

    def say(self, code: str, /, **details: str) -> str:
        """The sentence for a code; a placeholder such as {max:number} writes a normal form the language's way."""
        return _Sentences(self).vformat(self.sentences[code], (), details)

    def number(self, amount: int | Decimal, grouped: bool = True) -> str:
        text = f"{Decimal(amount):,f}" if grouped else f"{Decimal(amount):f}"
        return text.translate(str.maketrans(",.", self.numbers.thousands + self.numbers.decimal))

    def money(self, amount: Decimal, currency: str) -> str:
        exact = amount.quantize(Decimal(1).scaleb(-MINOR_UNITS[currency]))
        return self.currencies.shown[currency].format(amount=self.number(exact))

    def listed(self, parts: Sequence[str]) -> str:
        """ "a, b and c"."""
        *most, last = parts
        return f"{', '.join(most)} {self.joiner} {last}" if most else last

    def date(self, day: date) -> str:
        return self.dates.shown.format(day=day.day, month=self.month(day.month), year=day.year)

    def say_date(self, written: str) -> str:
        """A date as it is written in a definition, the language's way."""
        return self.date(date.fromisoformat(written))

    def month(self, number: int) -> str:
        return self.dates.months[number - 1][0]

    def time(self, moment: time) -> str:
        return self.times.shown.format(hour=moment.hour, minute=f"{moment.minute:02}")


class _Sentences(Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: object, format_spec: str) -> str:
        match format_spec:
            case "number":
                return self.language.number(Decimal(str(value)))
            case "money":
                amount, currency = str(value).split()
                return self.language.money(Decimal(amount), currency)
            case "date":
                return self.language.date(date.fromisoformat(str(value)))
            case "month":
                return self.language.month(int(str(value)))
            case "time":
                return self.language.time(time.fromisoformat(str(value)))
        return str(super().format_field(value, format_spec))


@cache
def language(code: str) -> Language:
    """The language with this code; KeyError when the platform does not speak it."""
    if code not in LANGUAGES:
        raise KeyError(code)
    text = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return Language.model_validate({"code": code, **strings.read(text)})


LANGUAGES: tuple[str, ...] = tuple(sorted((path.stem for path in FOLDER.glob("*.yaml")), reverse=True))
