"""The shape of `service.yaml`. What a type needs of a question is its own; `checking` holds the parts together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from services.journeys.assurance import Level
from services.journeys.definition.cases import CaseType, Output, Presence, Trigger, trigger
from services.journeys.definition.deadlines import Deadlines
from services.journeys.definition.fees import Difference, Fee, Parameter
from services.journeys.definition.parties import Hold, Party, Proposal
from services.journeys.definition.parts import Day, Expression, Id, LegalBasis, Part, Sentence, Slug
from services.journeys.definition.questions import Question


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


class Eligibility(Part):
    unless: Expression | None = None
    when: Expression | None = None
    refusal: Id

    @model_validator(mode="after")
    def _one_rule(self) -> Eligibility:
        if (self.unless is None) == (self.when is None):
            raise ValueError("Give either unless or when.")
        return self


class Demonstration(Part):
    """The real procedure a sample models."""

    body: Sentence
    as_of: Day
    models: str = ""


Calendar = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]


class Service(Part):
    """`calendar`: by whose days and hours time is counted; `event`: the question whose date `applies_by` means.

    `alike`: two applications with the same answers to all questions of one of these lists may be about the same matter.
    """

    service: Slug
    languages: Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")], ...], Field(min_length=1)]
    life_event: Slug | None = None
    begins: Literal["application", "proposal", "automatic", "enquiry"] = "application"
    proposal: Proposal | None = None
    authority: Authority
    calendar: Calendar | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    in_force: InForce
    applies_by: Literal["event", "filing", "decision"] = "filing"
    event: Id | None = None
    hold: Hold | None = None
    assurance: Level = "low"
    presence_required: tuple[Presence, ...] = ()
    sensitive: bool = False
    parameters: dict[Id, Parameter] = {}
    fees: tuple[Fee, ...] = ()
    deadline: Deadlines | None = None
    parties: tuple[Party, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    eligibility: tuple[Eligibility, ...] = ()
    decision: Literal["caseworker", "automatic"] = "caseworker"
    cases: tuple[CaseType, ...] = ()
    alike: tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...] = ()
    outputs: tuple[Output, ...] = ()
    triggers: tuple[Annotated[Trigger, BeforeValidator(trigger)], ...] = ()
    statutory_difference: tuple[Difference, ...] = ()
    demonstration: Demonstration | None = None
    unconfirmed: tuple[Sentence, ...] = ()

    @model_validator(mode="after")
    def _what_goes_together(self) -> Service:
        if (self.applies_by == "event") != (self.event is not None):
            raise ValueError("applies_by: event and event, the question that gives its date, go together.")
        if self.proposal is not None and self.begins != "proposal":
            raise ValueError("proposal goes with begins: proposal.")
        return self

    def rules(self) -> dict[str, Any]:
        """What was written, as JSON: what is left out is not there, so that the hash is of the law alone."""
        written: dict[str, Any] = self.model_dump(mode="json", exclude_unset=True, by_alias=True)
        return written
