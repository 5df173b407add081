"""People who go through a service from a script: each is asked one question after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.journeys.definition import Definition
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, compiled
from services.journeys.language import language
from services.journeys.steps import Ask, Step
from services.journeys.types.base import Json
from services.journeys.words import Phrases, Words
from tests.services.journeys.outside import Anywhere

TODAY = date(2026, 11, 25)
PAPER = "11111111-1111-4111-8111-111111111111"


@dataclass
class Somebody:
    """What they say by question, in one language; `asked` is what they were asked, in order."""

    definition: Definition
    code: str
    says: Mapping[str, str]
    values: dict[str, Json] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @property
    def journey(self) -> Journey:
        return compiled(self.definition.rules, self.definition.rules_hash)

    @property
    def interview(self) -> Interview:
        return Interview(self.journey, self.values, Facts(TODAY))

    @property
    def phrases(self) -> Phrases:
        return Words.of(self.definition.words[self.code], self.code).about(self.interview)

    def go(self) -> Step:
        """Answer until there is something else to do than answer."""
        for turn in range(200):
            step = self.interview.next()
            if not isinstance(step, Ask):
                return step
            self._answer(step, turn)
        raise AssertionError("the interview does not end")

    def _answer(self, step: Ask, turn: int) -> None:
        phrases = self.phrases
        self.asked.append(step.instance)
        self.sentences += [phrases.text(step.instance), phrases.hint(step.instance), phrases.why(step.instance)]
        raw = self.says.get(step.instance, self.says.get(step.instance.rpartition(".")[2], ""))
        self.values[step.instance] = self.interview.take(
            step.instance, raw, language(self.code), Anywhere(lambda: f"n{turn}")
        )
