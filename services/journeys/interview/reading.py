"""One walk through a journey: which questions are relevant, what their answers are, what is wrong with them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cached_property
from typing import Any

from services.journeys.interview.facts import Facts
from services.journeys.interview.place import Place, place_of
from services.journeys.interview.walking import walk_of
from services.journeys.journey import Journey, Question
from services.journeys.problems import Invalid, Problem
from services.journeys.types.base import Json
from services.journeys.types.groups import Group

MISSING: Any = object()


class Reading:
    """The whole of the answers, read in the order of the journey.

    An answer to a question that is not relevant is set aside: no condition sees it. A condition sees the answers of
    questions before it only, so one walk is enough. Questions that decide nothing are only counted, unless their
    answers have yet to be held against these rules. `open` are the instances that still want an answer.
    """

    def __init__(self, journey: Journey, values: Mapping[str, Json], facts: Facts) -> None:
        self.journey = journey
        self.values = values
        self.facts = facts
        self.problems: dict[str, Problem] = {}
        self.answers: dict[str, Any] = {"began_on": facts.began_on}
        self.aside: set[str] = set()
        self.rows: dict[str, list[Place]] = {}
        self.open: set[str] = set()
        self.anew = facts.again | facts.awaited
        if facts.checked and not self.anew:
            self.open |= journey.idle.difference(values)
            walk_of(journey)(values, self.answers, self.open.add, self.aside.add, self._read)
        else:
            for question in journey.questions:
                self._read(question, self.answers)

    @cached_property
    def places(self) -> list[Place]:
        """Every question instance that is relevant, in order; a group after its rows."""
        found: list[Place] = []
        for question in self.journey.questions:
            if question.id not in self.aside:
                found += self.rows.get(question.id, ())
                found.append(place_of(question))
        return found

    def place(self, instance: str) -> Place:
        """KeyError where the answers do not lead to this instance."""
        group, inner, _ = instance.partition(".")
        if inner:
            return next((place for place in self.rows[group] if place.instance == instance), None) or _none(instance)
        question = self.journey.by_id[instance]
        return _none(instance) if question.group or instance in self.aside else place_of(question)

    def _read(self, question: Question, answers: MutableMapping[str, Any]) -> None:
        if not self._asked(question, answers):
            self.aside.add(question.id)
        elif question.id in self.journey.members:
            self._read_rows(question)
        else:
            self._read_answer(question, question.id, answers)

    def _asked(self, question: Question, answers: MutableMapping[str, Any]) -> bool:
        """Whether it is relevant; one that is known not to be is known to have no answer."""
        if question.when is None:
            return True
        asked = question.when.run(answers)
        if asked is False:
            answers[question.id] = None
        return asked is True

    def _read_answer(self, question: Question, instance: str, answers: MutableMapping[str, Any]) -> None:
        value = self.values.get(instance, MISSING)
        if value is MISSING or instance in self.anew:
            self.open.add(instance)
            return
        if value is None and question.optional:
            answers[question.id] = None
            return
        problem = None if self.facts.checked else _wrong(question, value)
        if problem is None:
            answers[question.id] = question.answer.value(value)
            problem = broken(question, answers) if question.must else None
        if problem is not None:
            self.problems[instance] = problem
            self.open.add(instance)

    def _read_rows(self, question: Question) -> None:
        """A group is asked for after its rows, again and again, until there are no more."""
        group = question.answer
        if not isinstance(group, Group):
            raise TypeError(f"{question.id} has members and is no group")
        rows = group.rows(self.values.get(question.id))
        began_open, places, read = len(self.open), self.rows.setdefault(question.id, []), []
        for row in rows["rows"]:
            answers: dict[str, Any] = {}
            for member in self.journey.members[question.id]:
                known = ChainMap(answers, self.answers)
                if self._asked(member, known):
                    place = place_of(member, row)
                    places.append(place)
                    self._read_answer(member, place.instance, known)
            read.append(answers)
        if rows["more"] or question.id in self.anew:
            self.open.add(question.id)
        elif len(self.open) == began_open:
            self.answers[question.id] = tuple(read)

    def later_rules(self) -> Iterator[tuple[str, Problem]]:
        """Rules of earlier answers that later ones have broken since, by instance."""
        for question in self.journey.ruled:
            if question.id not in self.problems and self.answers.get(question.id) is not None:
                problem = broken(question, self.answers)
                if problem is not None:
                    yield question.id, problem


def _none(instance: str) -> Place:
    raise KeyError(instance)


def _wrong(question: Question, value: Json) -> Problem | None:
    """A saved answer that does not fit its question (any more)."""
    try:
        question.answer.check(value)
    except Invalid as wrong:
        return wrong.problem
    return None


def broken(question: Question, answers: Mapping[str, Any]) -> Problem | None:
    """The first rule that these answers are known to break."""
    for rule in question.must:
        if rule.that.of(answers) is False:
            return Problem(rule.problem)
    return None
