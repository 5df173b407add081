"""What a service costs, and what of that a council may set."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from services.journeys import parameters
from services.journeys.definition.parts import Amount, Day, Expression, Id, LegalBasis, Part, Slug


class Parameter(Part):
    """What a council may set, within bounds."""

    type: Literal["money", "whole_number", "decimal", "date", "yes_no"]
    min: str | None = None
    max: str | None = None
    default: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Parameter:
        parameters.check(self.type, self.min, self.default, self.max)
        return self


class Exemption(Part):
    """Who does not pay; where a paper must show it (`shown_by`), they do not once somebody has looked at it."""

    name: Id
    when: Expression
    shown_by: Id | None = None


def _named(written: Any) -> Any:
    """A yes-or-no question alone is an exemption of its own name."""
    return {"name": written, "when": written} if isinstance(written, str) else written


class Fee(Part):
    """One line of a bill; `each` multiplies it; it is due when the application is sent, decided, or collected."""

    name: Id
    amount: Amount
    when: Expression | None = None
    each: Expression | None = None
    exempt: tuple[Annotated[Exemption, BeforeValidator(_named)], ...] = ()
    due: Literal["filing", "decision", "collection"] = "decision"
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False


class Difference(Part):
    """Where a law itself treats doors differently: another amount for a `fee`, or no other door at all (`only`)."""

    channel: Slug
    what: Id
    fee: Id | None = None
    amount: Amount | None = None
    when: Expression | None = None
    only: bool = False
    legal_basis: LegalBasis
    review: Day
    unconfirmed: bool = False

    @model_validator(mode="after")
    def _one_difference(self) -> Difference:
        if (self.fee is None) != (self.amount is None):
            raise ValueError("fee and amount go together.")
        if self.only == (self.fee is not None):
            raise ValueError("Say what the law makes different: fee with amount, or only: true.")
        return self
