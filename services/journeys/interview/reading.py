"""One walk through a journey: which questions are relevant, what their answers are, what is wrong with them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import date
from typing import Any

from services.journeys.interview.place import Place, instance_of
from services.journeys.journey import Journey, Question
from services.journeys.problems import Invalid, Problem
from services.journeys.types.base import Json
from services.journeys.types.groups import Group

MISSING: Any = object()


class Reading:
    """The whole of the answers, read in the order of the journey.

    An answer to a question that is not relevant is set aside: no condition sees it. A condition sees the
    answers of questions before it only, so one walk is enough.
    """

    def __init__(
        self, journey: Journey, values: Mapping[str, Json], began_on: date, again: frozenset[str] = frozenset()
    ) -> None:
        self.journey = journey
        self.values = values
        self.again = again
        self.places: list[Place] = []
        self.problems: dict[str, Problem] = {}
        self.open: list[Place] = []
        self.answers: dict[str, Any] = {"began_on": began_on}
        for question in journey.questions:
            self._read(question, self.answers)

    def _read(self, question: Question, answers: MutableMapping[str, Any], row: str = "") -> None:
        if not _asked(question, answers, row):
            if question.when is None or question.when.of(answers) is False:
                answers[question.id] = None
            return
        place = Place(instance_of(question, row), question, row)
        if isinstance(question.answer, Group):
            self._read_rows(place, question.answer)
        else:
            self.places.append(place)
            self._read_answer(place, answers)

    def _read_answer(self, place: Place, answers: MutableMapping[str, Any]) -> None:
        question, value = place.question, self.values.get(place.instance, MISSING)
        if value is MISSING or place.instance in self.again:
            self.open.append(place)
            return
        if value is None and question.optional:
            answers[question.id] = None
            return
        problem = _wrong(question, value)
        if problem is None:
            answers[question.id] = question.answer.value(value)
            problem = broken(question, answers)
        if problem is not None:
            self.problems[place.instance] = problem
            self.open.append(place)

    def _read_rows(self, place: Place, group: Group) -> None:
        """A group is asked for after its rows, again and again, until there are no more."""
        normal = self.values.get(place.instance)
        rows = group.rows(normal)
        began_open = len(self.open)
        read = []
        for row in rows["rows"]:
            answers: dict[str, Any] = {}
            for question in self.journey.members[place.question.id]:
                self._read(question, ChainMap(answers, self.answers), row)
            read.append(answers)
        self.places.append(place)
        if rows["more"] or place.instance in self.again:
            self.open.append(place)
        elif len(self.open) == began_open:
            self.answers[place.question.id] = tuple(read)

    def later_rules(self) -> Iterator[tuple[Place, Problem]]:
        """Rules of earlier answers that later ones have broken since."""
        for place in self.places:
            if place.instance in self.problems or place.question.id not in self.answers or place.row:
                continue
            problem = broken(place.question, self.answers)
            if problem is not None:
                yield place, problem


def _asked(question: Question, answers: Mapping[str, Any], row: str) -> bool:
    return question.when is None or question.when.of(answers) is True


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
