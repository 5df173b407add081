"""What every channel promises: it carries each step, or says what carries it instead, or why nothing does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar

from services.journeys.assurance import WAYS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from services.journeys.language import Language
    from services.journeys.steps import Step
    from services.journeys.words import Phrases

R = TypeVar("R")
P = TypeVar("P")

Medium = Literal["screen", "message", "voice"]


@dataclass(frozen=True, slots=True)
class Burden:
    """What one step costs the person: turns, seconds, SMS segments, keys, and a price where it is known."""

    turns: int = 1
    seconds: int = 0
    segments: int = 0
    keys: int = 0
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Native:
    """The channel carries the step itself."""

    burden: Burden = Burden()


@dataclass(frozen=True, slots=True)
class Substitute:
    """Something else carries the step: `by` what, `needing` what of the person (slugs, "" when nothing)."""

    by: str
    needing: str = ""
    burden: Burden = Burden()


@dataclass(frozen=True, slots=True)
class Barrier:
    """The person cannot take the step on this channel: `why`, and the burden spent before finding out."""

    why: str
    burden: Burden = Burden()


Carriage = Native | Substitute | Barrier


class Channel(ABC, Generic[R, P]):
    """A door: renders steps as R in its medium and turns a reply P into raw text; holds no business rule.

    `render` and `read` are pure, and the live front end uses these very functions.
    """

    name: ClassVar[str]
    medium: ClassVar[Medium]
    proofs: ClassVar[frozenset[str]] = WAYS
    """The ways to prove who one is that it carries: all, as any medium takes digits, unless it says otherwise."""
    longest: ClassVar[Mapping[str, int]] = {}
    """Characters it can carry of a question's `text`, `hint`, `option`, `statement`; of what is not named, any."""

    @abstractmethod
    def carry(self, step: Step, language: Language) -> Carriage:
        """How the step travels here, for a person who uses this language."""

    @abstractmethod
    def render(self, step: Step, phrases: Phrases) -> R:
        """The step as this channel shows or says it."""

    @abstractmethod
    def read(self, rendering: R, reply: P) -> str:
        """The raw text a reply means, for the answer type to parse; never raises, "" for nothing."""

    def taken(self, language: str) -> frozenset[str]:
        """Words that mean something else here than an answer, bare of accents and capitals."""
        return frozenset()

    def speaks(self, language: str) -> bool:
        """Whether it can be used in this language with words alone, without recordings."""
        return True

    def burden(self, rendering: R) -> Burden:
        """What this very rendering costs, beside the reply."""
        return Burden()

    @abstractmethod
    def preview(self, rendering: R) -> SafeString:
        """The rendering as safe HTML, for people who compare channels side by side."""
