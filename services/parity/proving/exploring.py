"""Going through a journey with every value worth trying, by the very code that runs it for people."""

from __future__ import annotations

import random
from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.journeys.conditions.scope import Answers
from services.journeys.interview.reading import broken
from services.journeys.journey import Journey, Question
from services.journeys.types.groups import Group
from services.parity.proving.cone import in_order, members
from services.parity.proving.domains import Borders, domain_of

MOST = 5_000  # steps taken before the search is given up

ASTRAY: Any = object()


class TooMuch(Exception):
    """There are more answers than can be gone through."""


@dataclass
class Exploration:
    """Every way through the questions of a cone; `whole` stays true while no value was left out.

    `facts` are what is known beside the answers: the day of first contact, and what a council set.
    """

    journey: Journey
    cone: frozenset[str]
    borders: Borders
    facts: Mapping[str, Any]
    whole: bool = True
    steps: int = 0

    def ways(self, until: str = "") -> Iterator[Answers]:
        """The answers of each way through, or up to the question `until`, as conditions see them; raises TooMuch."""
        yield from self._on(dict(self.facts), self._until(until))

    def _until(self, until: str) -> list[Question]:
        questions = list(in_order(self.journey, self.cone))
        order = [question.id for question in self.journey.questions]
        if until not in order:
            return questions
        return [each for each in questions if order.index(each.id) < order.index(until)]

    def chances(self, count: int, until: str = "") -> Iterator[Answers]:
        """So many ways taken at random, always the same ones, for what is too much to go through."""
        chance = random.Random(count)  # noqa: S311 -- which ways are tried is no secret
        for _ in range(count):
            answers = dict(self.facts)
            if self._taken(self._until(until), answers, chance) and self._stands(answers):
                yield answers

    def _taken(self, questions: Sequence[Question], answers: MutableMapping[str, Any], chance: random.Random) -> bool:
        """Answer these questions at random; False where a rule stands against what came of it."""
        for question in questions:
            asked = question.when.of(answers) if question.when else True
            if asked is None:
                continue
            answers[question.id] = self._chosen(question, answers, chance) if asked else None
            if answers[question.id] is ASTRAY or broken(question, answers) is not None:
                return False
        return True

    def _chosen(self, question: Question, answers: MutableMapping[str, Any], chance: random.Random) -> Any:
        if isinstance(question.answer, Group):
            rows: list[dict[str, Any]] = [{} for _ in range(max(question.answer.min, chance.randrange(3)))]
            asked = members(self.journey, self.cone)[question.id]
            whole = all(self._taken(asked, ChainMap(row, answers), chance) for row in rows)
            return tuple(rows) if whole else ASTRAY
        if question.optional and chance.randrange(4) == 0:
            return None
        return chance.choice(domain_of(question, self.borders, (self.facts["began_on"],)).values)

    def _on(self, answers: dict[str, Any], questions: list[Question]) -> Iterator[Answers]:
        if not questions:
            if self._stands(answers):
                yield answers
            return
        first, rest = questions[0], questions[1:]
        for value in self._values(first, answers):
            self._step()
            taken = {**answers, **value}
            if broken(first, taken) is None:
                yield from self._on(taken, rest)

    def _values(self, question: Question, answers: Answers) -> Iterator[Mapping[str, Any]]:
        """What a question adds to the answers, one way each: nothing where it cannot be known whether it is asked."""
        asked = question.when.of(answers) if question.when else True
        if asked is None:
            yield {}
        elif not asked:
            yield {question.id: None}
        elif isinstance(question.answer, Group):
            yield from ({question.id: rows} for rows in self._rows(question, question.answer, answers))
        else:
            domain = domain_of(question, self.borders, (self.facts["began_on"],))
            self.whole = self.whole and domain.whole
            yield from ({question.id: value} for value in domain.values)
            if question.optional:
                yield {question.id: None}

    def _rows(self, question: Question, group: Group, answers: Answers) -> Iterator[tuple[Mapping[str, Any], ...]]:
        """No row, and each possible row alone; two rows are tried no further than that."""
        self.whole = False
        asked = members(self.journey, self.cone)[question.id]
        if group.min == 0:
            yield ()
        for row in self._row({}, answers, asked):
            yield (row,) * max(group.min, 1)
            if group.max > 1:
                yield (row,) * max(group.min, 2)

    def _row(
        self, row: dict[str, Any], answers: Answers, asked: tuple[Question, ...]
    ) -> Iterator[MutableMapping[str, Any]]:
        if not asked:
            yield row
            return
        for value in self._values(asked[0], ChainMap(row, dict(answers))):
            self._step()
            taken = {**row, **value}
            if broken(asked[0], ChainMap(taken, dict(answers))) is None:
                yield from self._row(taken, answers, asked[1:])

    def _stands(self, answers: Answers) -> bool:
        """Whether no rule of an earlier answer is broken by a later one."""
        return all(broken(question, answers) is None for question in self.journey.questions if question.id in answers)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST:
            raise TooMuch
