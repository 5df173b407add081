"""The walk through a journey as one function, for answers that need not be held against their questions again.

A turn works everything out anew. For most questions that is: is it asked, is it answered, what do conditions see of
it; written out as straight code this costs a tenth of a microsecond each (docs/decisions/0006).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

from services.journeys.conditions import SAID, Condition, named
from services.journeys.journey import Journey, Question
from services.journeys.types.base import Json

Tell = Callable[[str], None]
Walk = Callable[[Mapping[str, Json], dict[str, Any], Tell, Tell, Callable[..., None]], None]
"""From the values it fills the answers, tells which questions are open and which set aside, and has the rest read."""

KEPT = re.compile(r"\b(_k\d+)\b")
AS_THEY_ARE = (bool, int, str)  # kinds whose normal form is what conditions see
ANSWERED = "v = V.get({id!r}, OPEN)\nif v is OPEN: open({id!r})\nelse: A[{id!r}] = {value}"
COUNTED = "if {id!r} not in V: open({id!r})"


@lru_cache(maxsize=256)
def walk_of(journey: Journey) -> Walk:
    """The function of this journey; made the first time somebody goes through it."""
    given: dict[str, Any] = {**SAID}
    lines = [line for question in journey.active for line in _lines(journey, question, given)]
    source = "\n    ".join(["def walk(V, A, open, aside, read):", *lines, "return"])
    module = compile(source, "<walk>", "exec")
    code = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    walk: Walk = FunctionType(code, given)
    return walk


def _lines(journey: Journey, question: Question, given: dict[str, Any]) -> Iterator[str]:
    number = journey.order[question.id]
    if question.must or question.id in journey.members:
        given[f"q{number}"] = question
        yield f"read(q{number}, A)"
        return
    told = _told(journey, question, number, given)
    if question.when is None:
        yield from told
        return
    yield f"w = {_code(question.when, number, given)}"
    yield "if w is True:"
    yield from (f"    {line}" for line in told)
    yield "else:"
    yield f"    aside({question.id!r})"
    yield f"    if w is False: A[{question.id!r}] = None"


def _told(journey: Journey, question: Question, number: int, given: dict[str, Any]) -> list[str]:
    if question.id not in journey.looked_at:
        return [COUNTED.format(id=question.id)]
    value = "v"
    if question.answer.kind not in AS_THEY_ARE:
        given[f"value{number}"] = question.answer.value
        value = f"None if v is None else value{number}(v)"
    return ANSWERED.format(id=question.id, value=value).split("\n")


def _code(condition: Condition, number: int, given: dict[str, Any]) -> str:
    given |= named(condition.given, f"c{number}")
    return KEPT.sub(rf"c{number}\1", condition.code)
