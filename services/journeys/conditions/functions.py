"""The functions conditions may call: each reads its own parts and says what it gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date

from services.journeys.conditions.scope import ConditionError
from services.journeys.conditions.terms import NUMBERS, Reader, Term, column, lifted
from services.journeys.types.places import Place

AREA = re.compile(r"[A-Z]{2}(-[A-Z0-9]+)*")


def between(reader: Reader, name: str, node: ast.Call) -> Term:
    start, end = (reader.day(part) for part in node.args)
    return Term(lifted(reader, f"{name}({{0}}, {{1}})", start, end), int)


def next_month(reader: Reader, name: str, node: ast.Call) -> Term:
    return Term(lifted(reader, "next_month({0})", reader.day(node.args[0])), date)


def fixed_day(reader: Reader, name: str, node: ast.Call) -> Term:
    text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    try:
        day = date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        raise ConditionError("Write a fixed date as date('2026-01-31').", column(node)) from None
    return Term(reader.kept(day), date, sure=True)


def within(reader: Reader, name: str, node: ast.Call) -> Term:
    """`within(home, 'GB-SCT')`: whether a place is this area or lies in it."""
    place, area = reader.term(node.args[0]), node.args[1]
    if place.kind is not Place:
        raise ConditionError(f"{ast.unparse(node.args[0])} is not a place.", column(node))
    code = area.value if isinstance(area, ast.Constant) else None
    if not isinstance(code, str) or not AREA.fullmatch(code):
        raise ConditionError("Write the area as its code: within(home, 'GB-SCT').", column(node))
    return Term(lifted(reader, f"{{0}}.within({code!r})", place), bool)


def answered(reader: Reader, name: str, node: ast.Call) -> Term:
    wanted = node.args[0]
    if not isinstance(wanted, ast.Name):
        raise ConditionError("answered() takes the id of a question.", column(node))
    reader.scope.name(wanted.id, column(wanted))
    reader.names.add(wanted.id)
    return Term(_given(reader, wanted.id, "{0} is not None"), bool)


def count(reader: Reader, name: str, node: ast.Call) -> Term:
    return Term(_given(reader, reader.group(node.args[0]), "len({0} or ())"), int)


def total(reader: Reader, name: str, node: ast.Call) -> Term:
    wanted = node.args[0]
    if not isinstance(wanted, ast.Attribute):
        raise ConditionError("total() takes a group's question: total(children.income).", column(node))
    group, member = reader.group(wanted.value), wanted.attr
    kind = reader.member(group, wanted).kind
    if kind not in NUMBERS:
        raise ConditionError(f"{ast.unparse(wanted)} is not a number.", column(wanted))
    return Term(_given(reader, group, f"total(row.get({member!r}) for row in {{0}} or ())"), kind)


def over_rows(reader: Reader, name: str, node: ast.Call) -> Term:
    """`any(r.age < 6 for r in children)`: one group, one row at a time, no loop in a loop."""
    loop = node.args[0]
    if not isinstance(loop, ast.GeneratorExp) or reader.row:
        raise ConditionError(f"{name}() goes over the rows of one group: {name}(r.x for r in g).", column(node))
    (each, *more), target = loop.generators, loop.generators[0].target
    if more or each.ifs or each.is_async or not isinstance(target, ast.Name):
        raise ConditionError(f"{name}() goes over the rows of one group, without more.", column(node))
    group, row = reader.group(each.iter), target.id
    if row in reader.scope:
        raise ConditionError(f"{row} is a question already: call the row of {group} something else.", column(target))
    inner = reader.in_rows(group, row, loop.elt)
    fold = "either" if name == "any" else "both"
    return Term(_given(reader, group, f"{fold}({inner} for row in {{0}} or ())"), bool)


def _given(reader: Reader, name: str, phrase: str) -> str:
    """The phrase on an answer that is known to be there or not to be there; unknown while it is open."""
    held = reader.fresh()
    # phrases hold no braces but theirs: what stands in them was made here
    return f"(None if ({held} := A.get({name!r}, OPEN)) is OPEN else {phrase.replace('{0}', held)})"


Call = Callable[[Reader, str, ast.Call], Term]
CALLS: dict[str, tuple[Call, int]] = {
    "days": (between, 2),
    "months": (between, 2),
    "years": (between, 2),
    "next_month": (next_month, 1),
    "date": (fixed_day, 1),
    "within": (within, 2),
    "answered": (answered, 1),
    "count": (count, 1),
    "total": (total, 1),
    "any": (over_rows, 1),
    "all": (over_rows, 1),
}
