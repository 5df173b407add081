"""From the text of a condition to a function: `ast` against a whitelist, typed as it is read, no eval."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from services.journeys.conditions import logic
from services.journeys.conditions.functions import CALLS
from services.journeys.conditions.scope import Answers, ConditionError, Name, Scope
from services.journeys.conditions.terms import NUMBERS, Run, Term, column, known_option, lifted
from services.journeys.types.places import Place

LONGEST = 1000  # characters
ORDERED = (int, Decimal, date, time)
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?")

ORDERS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
SUMS: dict[type[ast.operator], tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Decimal]]] = {
    ast.Add: (operator.add, logic.EXACT.add),
    ast.Sub: (operator.sub, logic.EXACT.subtract),
    ast.Mult: (operator.mul, logic.EXACT.multiply),
}
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


@dataclass(frozen=True)
class Condition:
    """A condition ready to run; `names` are the questions and groups it looks at."""

    source: str
    names: frozenset[str]
    run: Run

    def of(self, answers: Answers) -> bool | None:
        """True, False, or None while too little is known."""
        truth: bool | None = self.run(answers)
        return truth


def compile_condition(source: str, scope: Scope) -> Condition:
    """Raises ConditionError for anything that is not a yes or no about this service."""
    term, names = _compiled(source, scope)
    if term.kind is not bool:
        raise ConditionError(f"A condition must be yes or no; this one is {KINDS.get(term.kind, 'something else')}.")
    return Condition(source, names, term.run)


def compile_number(source: str, scope: Scope) -> Condition:
    """As `compile_condition`, for a rule that gives a number."""
    term, names = _compiled(source, scope)
    if term.kind not in NUMBERS:
        raise ConditionError("This must be a number.")
    return Condition(source, names, term.run)


def _compiled(source: str, scope: Scope) -> tuple[Term, frozenset[str]]:
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
        term = reader.term(tree.body)
    except RecursionError:
        raise ConditionError("The condition is nested too deeply: split it.") from None
    return term, frozenset(reader.names)


class Nodes:
    """Reads one condition, node by node."""

    def __init__(self, scope: Scope, source: str, row: str = "", group: str = "") -> None:
        self.scope = scope
        self.source = source
        self.row = row
        self.of_group = group
        self.names: set[str] = set()

    def term(self, node: ast.expr) -> Term:
        """Raises ConditionError for a kind of node that conditions do not have."""
        read = getattr(self, f"_{type(node).__name__.lower()}", None)
        if read is None:
            raise ConditionError("Conditions cannot do this: use comparisons, and, or, not, + - *.", column(node))
        term: Term = read(node)
        return term

    def truth(self, node: ast.expr) -> Term:
        term = self.term(node)
        if term.kind is not bool:
            raise ConditionError(f"{ast.unparse(node)} is not a yes or no.", column(node))
        return term

    def number(self, node: ast.expr) -> Term:
        term = self.term(node)
        if term.kind not in NUMBERS:
            raise ConditionError(f"{ast.unparse(node)} is not a number.", column(node))
        return term

    def day(self, node: ast.expr) -> Run:
        term = self.term(node)
        if term.kind is not date:
            raise ConditionError(f"{ast.unparse(node)} is not a date.", column(node))
        return term.run

    def _constant(self, node: ast.Constant) -> Term:
        value = self._exact(node) if isinstance(node.value, float) else node.value
        if not isinstance(value, (bool, int, Decimal, str)):
            raise ConditionError(f"{ast.unparse(node)} cannot stand in a condition.", column(node))
        return Term(lambda answers: value, type(value), literal=value if isinstance(value, str) else None)

    def _exact(self, node: ast.Constant) -> Decimal | None:
        """The number as it is written, before any binary rounding; not 1e9."""
        written = self.source.encode()[node.col_offset : node.end_col_offset].decode()
        return Decimal(written) if PLAIN_NUMBER.fullmatch(written) else None

    def _name(self, node: ast.Name) -> Term:
        known, name = self.scope.name(node.id, column(node)), node.id
        self.names.add(name)
        return Term(lambda answers: answers.get(name), known.kind, known.options)

    def _attribute(self, node: ast.Attribute) -> Term:
        if not isinstance(node.value, ast.Name) or not self.row or node.value.id != self.row:
            raise ConditionError(f"{ast.unparse(node)}: only a row of a group has parts.", column(node))
        known, row, member = self.member(self.of_group, node), self.row, node.attr
        return Term(lambda answers: answers[row].get(member), known.kind, known.options)

    def _boolop(self, node: ast.BoolOp) -> Term:
        runs = [self.truth(part).run for part in node.values]
        fold = logic.both if isinstance(node.op, ast.And) else logic.either
        return Term(lambda answers: fold(run(answers) for run in runs), bool)

    def _unaryop(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            run = self.truth(node.operand).run
            return Term(lambda answers: logic.opposite(run(answers)), bool)
        if not isinstance(node.op, ast.USub):
            raise ConditionError(f"{ast.unparse(node)} cannot stand in a condition.", column(node))
        number = self.number(node.operand)
        return Term(lifted(operator.neg if number.kind is int else logic.EXACT.minus, number.run), number.kind)

    def _binop(self, node: ast.BinOp) -> Term:
        if type(node.op) not in SUMS:
            raise ConditionError("Conditions calculate with + - * only.", column(node))
        left, right = self.number(node.left), self.number(node.right)
        kind = Decimal if Decimal in (left.kind, right.kind) else int
        return Term(lifted(SUMS[type(node.op)][kind is Decimal], left.run, right.run), kind)

    def _compare(self, node: ast.Compare) -> Term:
        sides = [node.left, *node.comparators]
        pairs = [self._pair(op, a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False)]
        if len(pairs) == 1:
            return Term(pairs[0], bool)
        return Term(lambda answers: logic.both(run(answers) for run in pairs), bool)

    def _pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Run:
        if isinstance(op, (ast.In, ast.NotIn)):
            run = self._among(left, right)
            return run if isinstance(op, ast.In) else lambda answers: logic.opposite(run(answers))
        a, b = self.term(left), self.term(right)
        self._comparable(a, b, left)
        if isinstance(op, ast.Eq):
            return lifted(operator.eq, a.run, b.run)
        if isinstance(op, ast.NotEq):
            return lifted(operator.ne, a.run, b.run)
        if type(op) not in ORDERS or not issubclass(a.kind, ORDERED) or a.kind is bool:
            raise ConditionError(f"{ast.unparse(left)} can be compared with == and != only.", column(left))
        return lifted(ORDERS[type(op)], a.run, b.run)

    def _among(self, left: ast.expr, right: ast.expr) -> Run:
        """`'poor' in benefits` where several were chosen, `status in ('a', 'b')` where one was."""
        item = self.term(left)
        if isinstance(right, (ast.Tuple, ast.List)):
            runs = []
            for element in right.elts:
                term = self.term(element)
                self._comparable(item, term, element)
                runs.append(lifted(operator.eq, item.run, term.run))
            return lambda answers: logic.either(run(answers) for run in runs)
        several = self.term(right)
        if several.kind is not tuple or item.kind is not str:
            raise ConditionError(f"{ast.unparse(right)} is not a list or several choices.", column(right))
        known_option(item, several, left)
        return lifted(lambda one, many: one in many, item.run, several.run)

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

    def in_rows(self, group: str, row: str, node: ast.expr) -> Run:
        """A yes or no about one row of a group, which it calls `row`."""
        inner = Nodes(self.scope, self.source, row, group)
        run = inner.truth(node).run
        self.names |= inner.names
        return run
