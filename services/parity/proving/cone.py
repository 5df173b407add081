"""The questions that some conditions hang on, directly or through the questions before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.journeys.conditions import Condition
from services.journeys.journey import Journey, Question


def cone_of(journey: Journey, *conditions: Condition | None) -> frozenset[str]:
    """Ids of questions and groups; what does not stand here can change nothing about these conditions."""
    found: set[str] = set()
    waiting = [name for condition in conditions if condition for name in condition.names]
    while waiting:
        name = waiting.pop()
        question = journey.by_id.get(name)
        if name in found or question is None:
            continue
        found.add(name)
        waiting += _names_of(journey, question)
    return frozenset(found)


def _names_of(journey: Journey, question: Question) -> Iterable[str]:
    """What it depends on whether and how a question is answered."""
    parts = [question, *journey.members.get(question.id, ())]
    conditions = [part.when for part in parts] + [must.that for part in parts for must in part.must]
    yield from (part.id for part in parts)
    yield from (name for condition in conditions if condition for name in condition.names)
    if question.group:
        yield question.group


def in_order(journey: Journey, cone: frozenset[str]) -> tuple[Question, ...]:
    """The questions of the cone in the order they are asked, without the members of groups."""
    return tuple(question for question in journey.questions if question.id in cone)


def members(journey: Journey, cone: frozenset[str]) -> Mapping[str, tuple[Question, ...]]:
    """The questions of each group in the cone."""
    return {
        group: tuple(question for question in asked if question.id in cone) for group, asked in journey.members.items()
    }
