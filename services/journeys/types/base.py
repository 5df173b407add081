from abc import ABC, abstractmethod
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict

from services.journeys.language import Language
from services.journeys.problems import Invalid, Problem
from services.journeys.types import characters

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Value: TypeAlias = "bool | int | str | Decimal | date | time | tuple[Value, ...]"
Kind: TypeAlias = type[Any]


def refusal(code: str, **details: str) -> Invalid:
    """The exception to raise when an answer can't be taken; `details` are normal forms, never what was typed."""
    return Invalid(Problem(code, details))


class AnswerType(BaseModel, ABC):
    """One kind of answer; its fields are the settings a definition may give."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[Kind]
    """The Python type that conditions see."""
    empty: ClassVar[str] = "missing"
    """The code of the sentence for no answer at all."""
    longest: ClassVar[int] = 200
    """Characters of raw text worth reading at all."""

    type: str

    def parse(self, raw: str, language: Language) -> Json:
        """The normal form of what a person typed; raises Invalid, and nothing else, for any text."""
        text = self.tidy(raw)
        if not text:
            raise refusal(self.empty)
        return self.check(self.read(text, language))

    def tidy(self, raw: str) -> str:
        return characters.plain_line(raw, self.longest)

    @abstractmethod
    def read(self, text: str, language: Language) -> Json:
        """The answer meant by tidy, non-empty text, not yet held against the settings."""

    @abstractmethod
    def check(self, value: Json) -> Json:
        """The normal form of a value from elsewhere, held against the settings; raises Invalid."""

    @abstractmethod
    def show(self, value: Json, language: Language) -> str:
        """A normal form as the language writes it; `parse` reads it back."""

    @abstractmethod
    def value(self, normal: Json) -> Value:
        """A normal form as the Python value that conditions compare, of type `kind`."""

    def digits(self) -> bool:
        """Whether every answer can be given with the ten digits alone, as on a telephone."""
        return False


class Settled(AnswerType):
    """A kind of answer that only the world outside can settle: `parse` gives the text that is to be settled."""

    def parse(self, raw: str, language: Language) -> Json:
        text = self.tidy(raw)
        if not text:
            raise refusal(self.empty)
        return self.read(text, language)
