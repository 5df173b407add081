"""The values a question can be answered with: all where there are few, else those on either side of every border."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from services.journeys.deadlines import months_after
from services.journeys.journey import Question
from services.journeys.types.base import AnswerType
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.dates import Date
from services.journeys.types.numbers import Money, Number
from services.journeys.types.places import Location, Place

SMALL = 16  # numbers and sets of options up to this size are gone through one by one
OLDEST, YOUNGEST = date(1850, 1, 1), date(2199, 12, 31)
UNITS = {"days": 1, "months": 30, "years": 365}


@dataclass(frozen=True)
class Borders:
    """What the conditions of a service compare with: numbers, days, texts, areas, lengths of time in days."""

    numbers: frozenset[Decimal]
    days: frozenset[date]
    times: frozenset[time]
    texts: frozenset[str]
    areas: frozenset[str]
    spans: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Domain:
    """Values as conditions see them; `whole` when there are no others."""

    values: tuple[Any, ...]
    whole: bool


def borders_of(sources: Iterable[str]) -> Borders:
    """Everything that stands as a literal in these conditions."""
    nodes = [node for source in sources for node in ast.walk(ast.parse(" ".join(source.split()), mode="eval"))]
    literals = [node.value for node in nodes if isinstance(node, ast.Constant)]
    texts = frozenset(value for value in literals if isinstance(value, str))
    return Borders(
        numbers=frozenset(
            Decimal(str(value)) for value in literals if isinstance(value, int | float) and value is not True
        ),
        days=frozenset(filter(None, map(_day, texts))),
        times=frozenset(),
        texts=texts,
        areas=frozenset(text for text in texts if text[:2].isupper()),
        spans=frozenset(_spans(nodes)),
    )


def domain_of(question: Question, borders: Borders, anchors: tuple[date, ...]) -> Domain:
    """`anchors` are days that dates are counted from: those of first contact that are tried."""
    answer = question.answer
    match answer:
        case Choice():
            return Domain(answer.options, True)
        case Choices() if len(answer.options) <= 6:
            return Domain(tuple(_subsets(answer)), True)
        case Choices():
            few = (*((option,) for option in answer.options), answer.options[: answer.most or len(answer.options)])
            return Domain(few, False)
        case Date():
            return Domain(tuple(_days(answer, borders, anchors)), False)
        case Location():
            return Domain(tuple(_places(answer, borders)), False)
        case Number() | Money():
            return _numbers(answer, borders)
    return _others(answer, borders)


def _others(answer: AnswerType, borders: Borders) -> Domain:
    if answer.type == "yes_no":
        return Domain((True, False), True)
    if answer.type in ("declaration", "letter_code"):
        return Domain((True,), True)
    if answer.type == "evidence":
        return Domain((("document",), ()), True)
    if answer.type == "time":
        return Domain((time(0), time(12), time(23, 59)), False)
    return Domain((*sorted(borders.texts), "something else"), False)


def _subsets(answer: Choices) -> Iterator[tuple[str, ...]]:
    for size in range(1, (answer.most or len(answer.options)) + 1):
        yield from itertools.combinations(answer.options, size)


def _numbers(answer: Number | Money, borders: Borders) -> Domain:
    kind = answer.kind
    low, high = answer.min, answer.max
    step = Decimal(1) if kind is int else Decimal("0.01")
    if kind is int and low is not None and high is not None and high - low <= SMALL:
        return Domain(tuple(range(int(low), int(high) + 1)), True)
    near = {number + sign * step for number in borders.numbers for sign in (-1, 0, 1)}
    tried = {*near, *(bound for bound in (low, high) if bound is not None), Decimal(0), Decimal(1), Decimal(10**9)}
    fit = sorted(number for number in tried if (low is None or number >= low) and (high is None or number <= high))
    return Domain(tuple(int(number) if kind is int else number for number in fit), False)


def _days(answer: Date, borders: Borders, anchors: tuple[date, ...]) -> Iterator[date]:
    near = {*borders.days, *anchors}
    counted = {_back(anchor, unit, length) for anchor in anchors for unit, length in borders.spans}
    earliest, latest = answer.earliest or OLDEST, answer.latest or YOUNGEST
    tried = {day + timedelta(shift) for day in near | counted for shift in (-1, 0, 1)} | {earliest, latest}
    return iter(sorted(day for day in tried if earliest <= day <= latest))


def _back(anchor: date, unit: str, length: int) -> date:
    """The day from which so much time has passed by the anchor."""
    if unit == "days":
        return anchor - timedelta(length)
    return months_after(anchor, -length * (12 if unit == "years" else 1))


def _places(answer: Location, borders: Borders) -> Iterator[Place]:
    within = [area for area in sorted(borders.areas) if not answer.country or Place(area).within(answer.country)]
    yield from (Place(f"{area}-X") for area in within)
    yield Place(f"{answer.country or 'XX'}-ELSEWHERE")


def _spans(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        units = {unit for side in sides for part in ast.walk(side) if (unit := _unit(part))}
        lengths = [side.value for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, int)]
        yield from ((unit, length) for unit in units for length in lengths if length * UNITS[unit] < 60_000)


def _unit(node: ast.AST) -> str:
    """The unit in which a call counts time, "" for any other part."""
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return name if name in UNITS else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
