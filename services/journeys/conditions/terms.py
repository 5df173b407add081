"""The parts of a condition while it is read: how each runs, and what kind of value it gives."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from services.journeys.conditions.scope import Answers, ConditionError, Name, Scope

NUMBERS = (int, Decimal)

Run = Callable[[Answers], Any]


@dataclass(frozen=True)
class Term:
    """A part of a condition: how it runs, what it gives, and the text if it is a literal."""

    run: Run
    kind: type
    options: frozenset[str] | None = None
    literal: str | None = None


class Reader(Protocol):
    """What a function may ask of the reading it stands in; each raises ConditionError."""

    scope: Scope
    row: str
    names: set[str]

    def day(self, node: ast.expr) -> Run: ...

    def term(self, node: ast.expr) -> Term: ...

    def group(self, node: ast.expr) -> str: ...

    def member(self, group: str, node: ast.Attribute) -> Name: ...

    def in_rows(self, group: str, row: str, node: ast.expr) -> Run: ...


def column(node: ast.expr) -> int:
    return node.col_offset + 1


def known_option(text: Term, choice: Term, node: ast.expr) -> None:
    if choice.options is not None and text.literal is not None and text.literal not in choice.options:
        known = ", ".join(sorted(choice.options))
        raise ConditionError(f"'{text.literal}' is not one of the options: {known}.", column(node))


def lifted(function: Callable[..., Any], *runs: Run) -> Run:
    """The function on known values; unknown as soon as one of them is."""
    if len(runs) == 1:
        (only,) = runs
        return lambda answers: None if (value := only(answers)) is None else function(value)
    left, right = runs

    def run(answers: Answers) -> Any:
        a = left(answers)
        if a is None:
            return None
        b = right(answers)
        return None if b is None else function(a, b)

    return run
