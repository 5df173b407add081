"""Who else takes part, and what may be done before everything is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.journeys.definition.deadlines import UNITS, Span
from services.journeys.definition.parts import Expression, Id, LegalBasis


class Party(Span):
    """Somebody else who must do something, within a time limit; `each` row of a group is one of them.

    `name` and `contact` are the questions that say who they are and how to reach them.
    """

    role: Id
    when: Expression | None = None
    each: Id | None = None
    name: Id | None = None
    contact: Id | None = None
    must: Annotated[tuple[Literal["confirm", "sign"], ...], Field(min_length=1)] = ("confirm",)
    silence: Literal["escalate", "agreed", "refused"] = "escalate"
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False


class Limit(Span):
    """A time limit that must be given."""

    @model_validator(mode="after")
    def _given(self) -> Limit:
        if not self.units():
            raise ValueError(f"Say within how long: one of {', '.join(UNITS)}.")
        return self


class Hold(Limit):
    """Who you are and what you ask (`needs`) is enough to be filed; the rest follows within a time limit."""

    needs: Annotated[tuple[Id, ...], Field(min_length=1)]
    legal_basis: LegalBasis
    unconfirmed: bool = False


class Proposal(Limit):
    """The authority proposes; `silence` says what comes of a proposal nobody answers."""

    silence: Literal["lapses", "accepted"] = "lapses"
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False
