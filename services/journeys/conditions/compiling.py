"""From the text of a condition to a function: `ast` against a whitelist, typed as it is read, nothing else is run.

What comes out is Python again, of our own phrases, with unknown answers in it: one function a condition, because a
large interview is worked out whole at every turn (docs/decisions/0006).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

from services.journeys.conditions import logic
from services.journeys.conditions.functions import CALLS
from services.journeys.conditions.scope import Answers, ConditionError, Name, Scope
from services.journeys.conditions.terms import (
    NUMBERS,
    Run,
    Term,
    both,
    column,
    either,
    known_option,
    lifted,
)
from services.journeys.types.places import Place

LONGEST = 1000  # characters
ORDERED = (int, Decimal, date, time)
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?")

ORDERS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
SUMS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("{0} + {1}", "add({0}, {1})"),
    ast.Sub: ("{0} - {1}", "subtract({0}, {1})"),
    ast.Mult: ("{0} * {1}", "multiply({0}, {1})"),
}
"""For each sum its phrase between whole numbers, and between exact ones."""
KINDS = {
    bool: "yes or no",
    int: "a number",
    Decimal: "a number",
    str: "a text",
    date: "a date",
    time: "a time",
    tuple: "several choices",
    Place: "a place",
}
SAID: dict[str, Any] = {
    "OPEN": object(),
    "add": logic.EXACT.add,
    "subtract": logic.EXACT.subtract,
    "multiply": logic.EXACT.multiply,
    "minus": logic.EXACT.minus,
    "both": logic.both,
    "either": logic.either,
    "total": logic.total,
    "next_month": logic.next_month,
    **logic.BETWEEN,
}
"""What the phrases name."""


@dataclass(frozen=True)
class Condition:
    """A condition ready to run; `names` are the questions and groups it looks at.

    `code` is what runs: an expression over the answers `A`, with values that stand in `given`.
    """

    source: str
    names: frozenset[str]
    run: Run
    code: str = "True"
    given: tuple[Any, ...] = ()

    def of(self, answers: Answers) -> bool | None:
        """True, False, or None while too little is known."""
        truth: bool | None = self.run(answers)
        return truth


def compile_condition(source: str, scope: Scope) -> Condition:
    """Raises ConditionError for anything that is not a yes or no about this service."""
    reader, term = _read(source, scope)
    if term.kind is not bool:
        raise ConditionError(f"A condition must be yes or no; this one is {KINDS.get(term.kind, 'something else')}.")
    return reader.condition(source, term)


def compile_number(source: str, scope: Scope) -> Condition:
    """As `compile_condition`, for a rule that gives a number."""
    reader, term = _read(source, scope)
    if term.kind not in NUMBERS:
        raise ConditionError("This must be a number.")
    return reader.condition(source, term)


def _read(source: str, scope: Scope) -> tuple[Nodes, Term]:
    text = " ".join(source.splitlines()).strip()
    if len(source) > LONGEST:
        raise ConditionError(f"The condition is longer than {LONGEST} characters: split it.")
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as wrong:
        raise ConditionError("The condition cannot be read: check brackets and quotes.", wrong.offset or 1) from None
    except (ValueError, RecursionError, MemoryError):
        raise ConditionError("The condition cannot be read.") from None
    reader = Nodes(scope, text)
    try:
        return reader, reader.term(tree.body)
    except RecursionError:
        raise ConditionError("The condition is nested too deeply: split it.") from None


def named(values: Iterable[Any], before: str = "") -> dict[str, Any]:
    """Values under the names that code has for them; `before` keeps those of several conditions apart."""
    return {f"{before}_k{number}": value for number, value in enumerate(values)}


@lru_cache(maxsize=4096)
def _code(code: str) -> CodeType:
    """The function of this code; alike conditions share it. Raises ConditionError where Python's own limits end."""
    try:
        module = compile(f"lambda A: {code}", "<condition>", "eval")
    except (RecursionError, MemoryError, SyntaxError):
        raise ConditionError("The condition is nested too deeply: split it.") from None
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


class Nodes:
    """Reads one condition, node by node."""

    def __init__(self, scope: Scope, source: str) -> None:
        self.scope = scope
        self.source = source
        self.row = ""
        self.of_group = ""
        self.names: set[str] = set()
        self.values: list[Any] = []
        self.count = 0

    def condition(self, source: str, term: Term) -> Condition:
        run: Run = FunctionType(_code(term.code), {**SAID, **named(self.values)})
        return Condition(source, frozenset(self.names), run, term.code, tuple(self.values))

    def fresh(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def kept(self, value: Any) -> str:
        """A value under a name of ours."""
        self.values.append(value)
        return f"_k{len(self.values) - 1}"

    def term(self, node: ast.expr) -> Term:
        """Raises ConditionError for a kind of node that conditions do not have."""
        read = getattr(self, f"_{type(node).__name__.lower()}", None)
        if read is None:
            raise ConditionError("Conditions cannot do this: use comparisons, and, or, not, + - *.", column(node))
        term: Term = read(node)
        return term

    def truth(self, node: ast.expr) -> str:
        term = self.term(node)
        if term.kind is not bool:
            raise ConditionError(f"{ast.unparse(node)} is not a yes or no.", column(node))
        return term.code

    def number(self, node: ast.expr) -> Term:
        term = self.term(node)
        if term.kind not in NUMBERS:
            raise ConditionError(f"{ast.unparse(node)} is not a number.", column(node))
        return term

    def day(self, node: ast.expr) -> Term:
        term = self.term(node)
        if term.kind is not date:
            raise ConditionError(f"{ast.unparse(node)} is not a date.", column(node))
        return term

    def _constant(self, node: ast.Constant) -> Term:
        value = self._exact(node) if isinstance(node.value, float) else node.value
        if not isinstance(value, (bool, int, Decimal, str)):
            raise ConditionError(f"{ast.unparse(node)} cannot stand in a condition.", column(node))
        return Term(self.kept(value), type(value), literal=value if isinstance(value, str) else None, sure=True)

    def _exact(self, node: ast.Constant) -> Decimal | None:
        """The number as it is written, before any binary rounding; not 1e9."""
        written = self.source.encode()[node.col_offset : node.end_col_offset].decode()
        return Decimal(written) if PLAIN_NUMBER.fullmatch(written) else None

    def _name(self, node: ast.Name) -> Term:
        known, name = self.scope.name(node.id, column(node)), node.id
        self.names.add(name)
        return Term(f"A.get({name!r})", known.kind, known.options)

    def _attribute(self, node: ast.Attribute) -> Term:
        if not isinstance(node.value, ast.Name) or not self.row or node.value.id != self.row:
            raise ConditionError(f"{ast.unparse(node)}: only a row of a group has parts.", column(node))
        known = self.member(self.of_group, node)
        return Term(f"row.get({node.attr!r})", known.kind, known.options)

    def _boolop(self, node: ast.BoolOp) -> Term:
        fold = both if isinstance(node.op, ast.And) else either
        return Term(fold(self, [self.truth(part) for part in node.values]), bool)

    def _unaryop(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            return Term(lifted(self, "not {0}", Term(self.truth(node.operand), bool)), bool)
        if not isinstance(node.op, ast.USub):
            raise ConditionError(f"{ast.unparse(node)} cannot stand in a condition.", column(node))
        number = self.number(node.operand)
        return Term(lifted(self, "-{0}" if number.kind is int else "minus({0})", number), number.kind, sure=number.sure)

    def _binop(self, node: ast.BinOp) -> Term:
        if type(node.op) not in SUMS:
            raise ConditionError("Conditions calculate with + - * only.", column(node))
        left, right = self.number(node.left), self.number(node.right)
        kind = Decimal if Decimal in (left.kind, right.kind) else int
        return Term(lifted(self, SUMS[type(node.op)][kind is Decimal], left, right), kind)

    def _compare(self, node: ast.Compare) -> Term:
        sides = [node.left, *node.comparators]
        pairs = [self._pair(op, a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False)]
        return Term(pairs[0] if len(pairs) == 1 else both(self, pairs), bool)

    def _pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, (ast.In, ast.NotIn)):
            code = self._among(left, right)
            return code if isinstance(op, ast.In) else lifted(self, "not {0}", Term(code, bool))
        a, b = self.term(left), self.term(right)
        self._comparable(a, b, left)
        if isinstance(op, (ast.Eq, ast.NotEq)):
            return lifted(self, "{0} == {1}" if isinstance(op, ast.Eq) else "{0} != {1}", a, b)
        if type(op) not in ORDERS or not issubclass(a.kind, ORDERED) or a.kind is bool:
            raise ConditionError(f"{ast.unparse(left)} can be compared with == and != only.", column(left))
        return lifted(self, f"{{0}} {ORDERS[type(op)]} {{1}}", a, b)

    def _among(self, left: ast.expr, right: ast.expr) -> str:
        """`'poor' in benefits` where several were chosen, `status in ('a', 'b')` where one was."""
        item = self.term(left)
        if isinstance(right, (ast.Tuple, ast.List)):
            return either(self, [self._equal(item, element) for element in right.elts]) if right.elts else "False"
        several = self.term(right)
        if several.kind is not tuple or item.kind is not str:
            raise ConditionError(f"{ast.unparse(right)} is not a list or several choices.", column(right))
        known_option(item, several, left)
        return lifted(self, "{0} in {1}", item, several)

    def _equal(self, item: Term, element: ast.expr) -> str:
        term = self.term(element)
        self._comparable(item, term, element)
        return lifted(self, "{0} == {1}", item, term)

    def _comparable(self, a: Term, b: Term, node: ast.expr) -> None:
        alike = a.kind is b.kind or (a.kind in NUMBERS and b.kind in NUMBERS)
        if not alike or a.kind in (tuple, list):
            left, right = KINDS.get(a.kind, "a list"), KINDS.get(b.kind, "a list")
            raise ConditionError(f"{left.capitalize()} cannot be compared with {right}.", column(node))
        known_option(a, b, node)
        known_option(b, a, node)

    def _call(self, node: ast.Call) -> Term:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if node.keywords or name not in CALLS:
            raise ConditionError(f"There is no function {ast.unparse(node.func)}: {', '.join(CALLS)}.", column(node))
        call, takes = CALLS[name]
        if len(node.args) != takes:
            raise ConditionError(f"{name}() takes {takes} {'part' if takes == 1 else 'parts'}.", column(node))
        return call(self, name, node)

    def group(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Name):
            raise ConditionError(f"{ast.unparse(node)} is not a group of this service.", column(node))
        self.scope.members(node.id, column(node))
        self.names.add(node.id)
        return node.id

    def member(self, group: str, node: ast.Attribute) -> Name:
        members = self.scope.members(group, column(node))
        if node.attr not in members:
            raise ConditionError(f"{node.attr} is not a question of the group {group}.", column(node))
        return members[node.attr]

    def in_rows(self, group: str, row: str, node: ast.expr) -> str:
        """A yes or no about one row of a group, which the condition calls `row`."""
        self.row, self.of_group = row, group
        try:
            return self.truth(node)
        finally:
            self.row = self.of_group = ""
