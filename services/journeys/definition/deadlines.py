"""How long an authority has, as a law says it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from services.journeys.definition.parts import Clock, Expression, Id, LegalBasis, Part

UNITS = ("hours", "calendar_days", "working_days", "months")


class Span(Part):
    hours: Annotated[int, Field(gt=0)] | None = None
    calendar_days: Annotated[int, Field(gt=0)] | None = None
    working_days: Annotated[int, Field(gt=0)] | None = None
    months: Annotated[int, Field(gt=0)] | None = None

    def units(self) -> list[str]:
        """The units it is given in; mostly one."""
        return [unit for unit in UNITS if getattr(self, unit) is not None]

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        if len(self.units()) > 1:
            raise ValueError(f"A time has one length: one of {', '.join(UNITS)}.")
        return self


class Else(Span):
    """How long it takes when the cut-off time was missed."""

    @model_validator(mode="after")
    def _one_unit(self) -> Else:
        if len(self.units()) != 1:
            raise ValueError(f"Give one of {', '.join(UNITS)}.")
        return self


class Extension(Else):
    """By how much it may be put off, once, with a reason."""

    legal_basis: LegalBasis
    unconfirmed: bool = False


class Deadline(Span):
    """How long the authority has; `silence` says what happens when it lets that pass.

    It does not run while something `suspends` it: a request to the applicant, a party who has not answered.
    `closed_day` says what becomes of a deadline that ends on a day on which nobody works.
    """

    from_: Annotated[Id, Field(alias="from")]
    same_day_until: Clock | None = None
    else_: Annotated[Else | None, Field(alias="else")] = None
    when: Expression | None = None
    suspends: tuple[Literal["request", "party"], ...] = ("request",)
    extension: Extension | None = None
    closed_day: Literal["next_working_day", "stays"] = "next_working_day"
    silence: Literal["escalate", "granted", "refused"] = "escalate"
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False

    @model_validator(mode="after")
    def _one_length(self) -> Deadline:
        if (self.same_day_until is None) != (self.else_ is None):
            raise ValueError("same_day_until and else go together.")
        if len(self.units()) != (self.else_ is None):
            raise ValueError(f"A deadline has one length: one of {', '.join(UNITS)}, or same_day_until with else.")
        return self


def _one_or_several(written: Any) -> str:
    return "deadlines" if isinstance(written, list | tuple) else "deadline"


# The tags stand in the place of an error, where the word "deadline" does no harm.
Deadlines = Annotated[
    Annotated[Deadline, Tag("deadline")] | Annotated[tuple[Deadline, ...], Tag("deadlines")],
    Discriminator(_one_or_several),
]
