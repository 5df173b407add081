"""Never ask twice: what a person said in one case, filled into the next by what it means, for them to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from services.casework.applications import opened as opening
from services.casework.applications.saving import save
from services.casework.models import Application, Case
from services.catalogue import calendars, queries
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Question
from services.journeys.types.base import Json

MOST = 200  # questions gone through: each answer may lead to another

Known = Mapping[str, tuple[str, Json]]
"""By concept: the type it was asked as, and the answer in its normal form."""


def known(case: Case) -> Known:
    """What the person said in this case, by what it means."""
    opened = opening.read(case.application_id)
    found: dict[str, tuple[str, Json]] = {}
    for question in opened.journey.questions:
        value = opened.values.get(question.id)
        if question.concept and question.id in opened.interview.places and value is not None:
            found.setdefault(question.concept, (question.answer.type, value))
    return found


def fill(application: Application, held: Known, reference: str, *, touch: UUID) -> None:
    """Answer what is known, in the order it is asked; each says which case it comes from. Within a write."""
    opened = opening.lock(application.pk)
    for _ in range(MOST):
        found = next(_fitting(opened.interview, held), None)
        if found is None:
            return
        save(opened, *found, touch=touch, keyed_by="platform", source=f"case:{reference}")


def is_enough(service: str, case: Case) -> bool:
    """Whether nothing would be left to ask: then the service is proposed."""
    version = queries.live_version(queries.service(service))
    journey, values = queries.journey_of(version), dict[str, Json]()
    facts = Facts(began_on=calendars.today(journey.law.calendar))
    held = known(case)
    for _ in range(MOST):
        interview = Interview(journey, values, facts)
        found = next(_fitting(interview, held), None)
        if found is None:
            return interview.complete and not interview.refusals
        values[found[0]] = found[1]
    return False


def _fitting(interview: Interview, held: Known) -> Iterator[tuple[str, Json]]:
    """The questions asked now that are open and whose answer is known, with it."""
    for instance in interview.relevant:
        question = interview.places[instance].question
        if instance not in interview.values and _fits(question, held):
            yield instance, held[question.concept][1]


def _fits(question: Question, held: Known) -> bool:
    """A value that its own type would take: the same type, and an option it has."""
    kind, value = held.get(question.concept, ("", None))
    options = getattr(question.answer, "options", None)
    return bool(question.concept) and kind == question.answer.type and (options is None or value in options)
