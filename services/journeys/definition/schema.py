"""The shape of `service.yaml`. What a type needs of a question is its own; `checking` holds the parts together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.journeys.definition import parameters
from services.journeys.definition.deadlines import Deadlines
from services.journeys.definition.parts import Amount, Day, Expression, Id, LegalBasis, Level, Part, Sentence, Slug
from services.journeys.types import TYPES


class Authority(Part):
    """Who is competent: one organisation, or the one for the place that an answer gives, at a level."""

    organisation: Slug | None = None
    by: Id | None = None
    level: Slug | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Authority:
        if (self.organisation is None) == (self.by is None):
            raise ValueError("Name either the organisation, or by which answer it is found.")
        if self.by is not None and self.level is None:
            raise ValueError("Say at which level the place of the answer is looked up: level.")
        return self


class InForce(Part):
    from_: Annotated[Day, Field(alias="from")]
    to: Day | None = None

    @model_validator(mode="after")
    def _forwards(self) -> InForce:
        if self.to is not None and self.to < self.from_:
            raise ValueError("The law would end before it begins.")
        return self


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


class Fee(Part):
    name: Id
    amount: Amount
    when: Expression | None = None
    each: Expression | None = None
    exempt: tuple[Expression, ...] = ()
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False


class Party(Part):
    role: Id
    when: Expression | None = None
    must: tuple[Literal["confirm", "sign", "prove"], ...] = ("confirm",)


class Must(Part):
    that: Expression
    problem: Id


class OnceOnly(Part):
    registry: Slug
    match: tuple[Id, ...]


class Eligibility(Part):
    unless: Expression | None = None
    when: Expression | None = None
    refusal: Id

    @model_validator(mode="after")
    def _one_rule(self) -> Eligibility:
        if (self.unless is None) == (self.when is None):
            raise ValueError("Give either unless or when.")
        return self


class Output(Part):
    document: Slug
    forms: tuple[Id, ...] = ()
    ways: tuple[Id, ...] = ()


class Difference(Part):
    """Where a law itself treats doors differently."""

    channel: Id
    what: Id
    amount: Amount | None = None
    legal_basis: LegalBasis
    review: Day


class Demonstration(Part):
    """The real procedure a sample models."""

    body: Sentence
    as_of: Day
    models: str = ""


class Question(BaseModel):
    """One question; its further keys are settings of its type."""

    model_config = ConfigDict(extra="allow", frozen=True)

    ask: Id
    type: Literal[tuple(TYPES)]  # type: ignore[valid-type]
    when: Expression | None = None
    optional: bool = False
    concept: Slug | None = None
    sensitive: bool = False
    once_only: OnceOnly | None = None
    must: tuple[Must, ...] = ()
    questions: tuple[Question, ...] | None = None

    @model_validator(mode="after")
    def _groups_alone_hold_questions(self) -> Question:
        if self.type == "group" and not self.questions:
            raise ValueError("A group needs questions.")
        if self.type != "group" and self.questions is not None:
            raise ValueError("Only a group holds questions.")
        return self


class Service(Part):
    service: Slug
    languages: Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")], ...], Field(min_length=1)]
    life_event: Slug | None = None
    begins: Literal["application", "proposal", "automatic", "enquiry"] = "application"
    authority: Authority
    legal_basis: tuple[LegalBasis, ...] = ()
    in_force: InForce
    applies_by: Literal["event", "filing", "decision"] = "filing"
    assurance: Level = "low"
    presence_required: tuple[LegalBasis, ...] = ()
    sensitive: bool = False
    parameters: dict[Id, Parameter] = {}
    fees: tuple[Fee, ...] = ()
    deadline: Deadlines | None = None
    parties: tuple[Party, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    eligibility: tuple[Eligibility, ...] = ()
    decision: Literal["caseworker", "automatic"] = "caseworker"
    outputs: tuple[Output, ...] = ()
    triggers: tuple[Slug, ...] = ()
    statutory_difference: tuple[Difference, ...] = ()
    demonstration: Demonstration | None = None
    unconfirmed: tuple[Sentence, ...] = ()

    def rules(self) -> dict[str, Any]:
        """What was written, as JSON: what is left out is not there, so that the hash is of the law alone."""
        written: dict[str, Any] = self.model_dump(mode="json", exclude_unset=True, by_alias=True)
        return written
