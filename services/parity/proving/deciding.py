"""Deciding a question about a journey: by going through it, and by formulas where that does not decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from services.journeys.conditions import Condition
from services.journeys.conditions.scope import Answers
from services.journeys.journey import Journey, conditions_about, conditions_of
from services.journeys.law import values_of
from services.parity.proving.cone import cone_of
from services.parity.proving.domains import borders_of
from services.parity.proving.exploring import Exploration, TooMuch
from services.parity.proving.refuting import Formula, Refuter

CHANCES = 2_000  # ways tried at random where there are too many to go through

Seen = Callable[[Answers], bool]


class Verdict(Enum):
    """`POSSIBLE` was seen to happen, `IMPOSSIBLE` is proved, `OPEN` is neither."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    OPEN = "open"


class Prover:
    """Answers questions about one journey under its rules as published."""

    def __init__(self, journey: Journey, rules: Mapping[str, Any]) -> None:
        self.journey = journey
        force = rules["in_force"]
        self.first = date.fromisoformat(force["from"])
        self.last = date.fromisoformat(force["to"]) if force.get("to") else date(2199, 12, 31)
        self.borders = borders_of(condition.source for condition in conditions_of(journey))
        self.facts = self._facts()
        self.refuter = Refuter(journey, self.first, self.last)

    def possible(self, about: Iterable[Condition | None], seen: Seen, formula: Formula, until: str = "") -> Verdict:
        """Whether some answers, as far as `until`, are such as `seen` looks for; `formula` says the same for z3."""
        conditions = [condition for condition in about if condition]
        cone = cone_of(self.journey, *conditions) | ({until} if until else set())
        exploration = Exploration(self.journey, cone, self.borders, self.facts, not self._faced(cone, conditions))
        try:
            if any(seen(answers) for answers in exploration.ways(until)):
                return Verdict.POSSIBLE
            if exploration.whole:
                return Verdict.IMPOSSIBLE
        except TooMuch:
            if any(seen(answers) for answers in exploration.chances(CHANCES, until)):
                return Verdict.POSSIBLE
        return Verdict.IMPOSSIBLE if self.refuter.refuted(cone, formula) else Verdict.OPEN

    def ways(self, about: Iterable[Condition | None]) -> Iterator[Answers]:
        """Some ways through what these conditions hang on; raises TooMuch."""
        cone = cone_of(self.journey, *about)
        return Exploration(self.journey, cone, self.borders, self.facts).ways()

    def _facts(self) -> Mapping[str, Any]:
        """A day on which the rules are in force, a while after they began; what a council sets, as by default."""
        values = values_of(self.journey.law, {})
        plain = {name: value[1] if isinstance(value, tuple) else value for name, value in values.items()}
        return {"began_on": min(self.first + timedelta(400), self.last), **plain}

    def _faced(self, cone: frozenset[str], conditions: Iterable[Condition]) -> bool:
        """Whether one of those facts plays a part."""
        inner = [condition for name in cone for condition in conditions_about(self.journey.by_id[name])]
        return any(condition.names & self.facts.keys() for condition in (*conditions, *inner))
