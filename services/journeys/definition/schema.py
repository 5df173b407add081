"""The shape of `service.yaml`. What a type needs of a question is its own; `checking` holds the parts together."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.journeys.conditions import LONGEST
from services.journeys.types import TYPES

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=100)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Amount = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*|[0-9]+(\.[0-9]+)? [A-Z]{3})$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Level = Literal["low", "substantial", "high"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalBasis(Part):
    title: Sentence
    article: str = ""
    url: str = ""
    unconfirmed: bool = False


class Authority(Part):
    """Who is competent: one organisation, or the one for the place that an answer gives, at a level."""

    organisation: Slug | None = None
    by: Id | None = None
    level: Slug | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Authority:
        if (self.organisation is None) == (self.by is None):
            raise ValueError("name either the organisation, or by which answer it is found.")
        return self


class InForce(Part):
    from_: Annotated[date, Field(alias="from")]
    to: date | None = None


class Parameter(Part):
    """What a council may set, within bounds."""

    type: Literal["money", "whole_number", "decimal", "date", "yes_no"]
    min: str | None = None
    max: str | None = None
    default: str | None = None


class Fee(Part):
    name: Id
    amount: Amount
    when: Expression | None = None
    each: Expression | None = None
    exempt: tuple[Expression, ...] = ()
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False


class Span(Part):
    hours: Annotated[int, Field(gt=0)] | None = None
    calendar_days: Annotated[int, Field(gt=0)] | None = None
    working_days: Annotated[int, Field(gt=0)] | None = None
    months: Annotated[int, Field(gt=0)] | None = None


class Deadline(Span):
    """How long the authority has; `silence` says what happens when it lets that pass."""

    from_: Annotated[Id, Field(alias="from")]
    same_day_until: Clock | None = None
    else_: Annotated[Span | None, Field(alias="else")] = None
    when: Expression | None = None
    suspends: tuple[Id, ...] = ()
    silence: Literal["escalate", "granted", "refused"] = "escalate"
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
            raise ValueError("give either unless or when.")
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
    review: date


class Demonstration(Part):
    """The real procedure a sample models."""

    body: Sentence
    as_of: date
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
            raise ValueError("a group needs questions.")
        if self.type != "group" and self.questions is not None:
            raise ValueError("only a group holds questions.")
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
    deadline: Deadline | tuple[Deadline, ...] | None = None
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
