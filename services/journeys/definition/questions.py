"""One question of a service: what is the same for every type; the rest are settings of its type."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from services.journeys.definition.parts import Expression, Id, Part, Slug
from services.journeys.types import TYPES


class Must(Part):
    that: Expression
    problem: Id


class OnceOnly(Part):
    registry: Slug
    match: tuple[Id, ...]


def _known(kind: str) -> str:
    if kind not in TYPES:
        raise ValueError(f"{kind[:60]} is not known here: use one of {', '.join(TYPES)}.")
    return kind


Kind = Annotated[str, AfterValidator(_known)]


class Question(BaseModel):
    """One question; its further keys are settings of its type."""

    model_config = ConfigDict(extra="allow", frozen=True)

    ask: Id
    type: Kind
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
