"""What an authority makes of an application: case types, their steps and results, what comes out of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from services.journeys.definition.deadlines import Deadlines
from services.journeys.definition.parts import Expression, Id, LegalBasis, Part, Slug


class CaseStep(Part):
    """One status; `tells` the citizen when it is reached."""

    step: Id
    tells: bool = True


class Task(Part):
    """Work of one role; with `four_eyes` a second person confirms it."""

    task: Id
    role: Id = "handler"
    when: Expression | None = None
    four_eyes: bool = False


class Result(Part):
    """What a case can end with; how many years after its end the file goes to the archive, and when it is destroyed."""

    result: Id
    archive_years: Annotated[int, Field(ge=0, le=200)] | None = None
    destroy_years: Annotated[int, Field(ge=0, le=200)] | None = None


class Decides(Part):
    """Where there is no discretion: this result, when that is so; the first rule that holds counts."""

    result: Id
    when: Expression | None = None


class Priority(Part):
    """A reason a law gives for going first."""

    priority: Id
    legal_basis: LegalBasis


def _steps(written: Any) -> Any:
    return {"step": written} if isinstance(written, str) else written


def _tasks(written: Any) -> Any:
    return {"task": written} if isinstance(written, str) else written


def _results(written: Any) -> Any:
    return {"result": written} if isinstance(written, str) else written


class CaseType(Part):
    """One outcome of the application; what it leaves out it has from the defaults or from the service."""

    type: Slug
    when: Expression | None = None
    organisation: Slug | None = None
    decision: Literal["caseworker", "automatic"] | None = None
    deadline: Deadlines | None = None
    steps: tuple[Annotated[CaseStep, BeforeValidator(_steps)], ...] = ()
    results: tuple[Annotated[Result, BeforeValidator(_results)], ...] = ()
    decides: tuple[Decides, ...] = ()
    four_eyes: bool = False
    priorities: tuple[Priority, ...] = ()
    roles: tuple[Id, ...] = ()
    tasks: tuple[Annotated[Task, BeforeValidator(_tasks)], ...] = ()
    documents: tuple[Slug, ...] = ()
    appeal: Appeal | None = None


class Appeal(Part):
    """To whom, and within how long."""

    to: Slug | None = None
    calendar_days: int | None = None
    months: int | None = None
    legal_basis: LegalBasis | None = None
    unconfirmed: bool = False


class Output(Part):
    """A document the person gets; `case` is the type of the case it comes out of.

    `chosen_by` is the choice that says how they want it, its options named like ways; `shows` what stands on it.
    """

    document: Slug
    when: Expression | None = None
    case: Slug | None = None
    forms: tuple[Literal["sealed_paper", "electronic", "card"], ...] = ()
    ways: tuple[Literal["post", "spot", "download", "home"], ...] = ()
    chosen_by: Id | None = None
    shows: tuple[Id, ...] = ()
    legal_basis: LegalBasis | None = None


class Trigger(Part):
    """A service this one leads to."""

    service: Slug
    when: Expression | None = None


def trigger(written: Any) -> Any:
    return {"service": written} if isinstance(written, str) else written


class Presence(Part):
    """A law that wants somebody in person; the words say for `what`."""

    what: Id
    when: Expression | None = None
    legal_basis: LegalBasis


CaseType.model_rebuild()
