"""The parts of a condition while it is read: the code each becomes, and what kind of value it gives.

Code is Python made of our own phrases only: names of answers stand in it as texts, values under names of ours.
"""

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
    """A part of a condition: its code, what it gives, and the text if it is a literal; `sure` is never unknown."""

    code: str
    kind: type
    options: frozenset[str] | None = None
    literal: str | None = None
    sure: bool = False


class Reader(Protocol):
    """What a function may ask of the reading it stands in; each raises ConditionError."""

    scope: Scope
    row: str
    names: set[str]

    def day(self, node: ast.expr) -> Term: ...

    def term(self, node: ast.expr) -> Term: ...

    def group(self, node: ast.expr) -> str: ...

    def member(self, group: str, node: ast.Attribute) -> Name: ...

    def in_rows(self, group: str, row: str, node: ast.expr) -> str: ...

    def fresh(self) -> str: ...

    def kept(self, value: Any) -> str: ...


def column(node: ast.expr) -> int:
    return node.col_offset + 1


def known_option(text: Term, choice: Term, node: ast.expr) -> None:
    if choice.options is not None and text.literal is not None and text.literal not in choice.options:
        known = ", ".join(sorted(choice.options))
        raise ConditionError(f"'{text.literal}' is not one of the options: {known}.", column(node))


def lifted(reader: Reader, phrase: str, *terms: Term) -> str:
    """The phrase on known values, {0} and {1} being theirs; unknown as soon as one of them is."""
    names, checks = [], []
    for term in terms:
        if term.sure:
            names.append(term.code)
            continue
        name = reader.fresh()
        names.append(name)
        checks.append(f"({name} := {term.code}) is None")
    said = phrase.format(*names)
    return f"(None if {' or '.join(checks)} else {said})" if checks else f"({said})"


def both(reader: Reader, codes: list[str]) -> str:
    """False as soon as one is; unknown if none is but one is unknown (Kleene's strong logic)."""
    names = [reader.fresh() for _ in codes]
    tried = "".join(f"False if ({name} := {code}) is False else " for name, code in zip(names, codes, strict=True))
    return f"({tried}None if {' or '.join(f'{name} is None' for name in names)} else True)"


def either(reader: Reader, codes: list[str]) -> str:
    """True as soon as one is."""
    names = [reader.fresh() for _ in codes]
    tried = "".join(f"True if ({name} := {code}) is True else " for name, code in zip(names, codes, strict=True))
    return f"({tried}None if {' or '.join(f'{name} is None' for name in names)} else False)"
