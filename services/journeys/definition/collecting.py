"""Where the mistakes of a definition's rules are collected, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from services.journeys.conditions import Condition, ConditionError, Scope, compile_condition, compile_number
from services.journeys.definition.nodes import Document, Path
from services.journeys.problems import Mistake


class Collector:
    """Every mistake of the rules; `rules` have the shape of the schema already."""

    def __init__(self, document: Document, rules: Mapping[str, Any]) -> None:
        self.document = document
        self.rules = rules
        self.mistakes: list[Mistake] = []

    def add(self, path: Path, text: str, column: int = 0) -> None:
        self.mistakes.append(self.document.mistake(path, text, column))

    def condition(self, path: Path, source: str | None, scope: Scope) -> Condition | None:
        return self._compiled(compile_condition, path, source, scope)

    def number(self, path: Path, source: str | None, scope: Scope) -> Condition | None:
        return self._compiled(compile_number, path, source, scope)

    def _compiled(
        self, how: Callable[[str, Scope], Condition], path: Path, source: str | None, scope: Scope
    ) -> Condition | None:
        if source is None:
            return None
        try:
            return how(source, scope)
        except ConditionError as wrong:
            self.add(path, wrong.sentence, wrong.column)
            return None

    def in_order(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        for number, question in enumerate(self.rules["questions"]):
            yield ("questions", number), question


def every_question(rules: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every question with its path, those of groups after their group."""
    for number, question in enumerate(rules["questions"]):
        path: Path = ("questions", number)
        yield path, question
        for inner, member in enumerate(question.get("questions") or ()):
            yield (*path, "questions", inner), member
