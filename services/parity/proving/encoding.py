"""A journey as formulas for z3, each looser than the journey itself: what z3 finds impossible here is impossible there.

A yes or no is a pair: what makes it true, what makes it false; neither is unknown. Calendar arithmetic is bounded
(a year has 365 or 366 days), rows of groups are not looked into.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import z3

from services.journeys import parameters
from services.journeys.conditions import Condition
from services.journeys.journey import Journey, Question
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.dates import Date
from services.journeys.types.groups import Group
from services.journeys.types.numbers import Money, Number
from services.journeys.types.places import Place
from services.parity.proving.domains import OLDEST, YOUNGEST
from services.parity.proving.formulas import Unencodable

QUARTERS = {"months": (1461, 48, 192), "years": (1461, 4, 12)}
"""For each unit: days of 48 months or 4 years, how many units those are, and the slack in days, all times four."""


@dataclass
class Truth:
    """A yes or no of which it may be unknown what it is."""

    true: Any
    false: Any


@dataclass
class Term:
    """A value, and what makes it known."""

    known: Any
    value: Any


class Encoder:
    """Formulas about the questions of one cone."""

    def __init__(self, journey: Journey, cone: frozenset[str], first: date, last: date) -> None:
        self.journey = journey
        self.cone = cone
        self.solver = z3.Solver()
        self.solver.set("timeout", 2000)  # milliseconds
        self.solver.set("random_seed", 1)
        self.terms: dict[str, Term] = {}
        self.whens: dict[str, Truth] = {}
        self.counted: dict[str, Any] = {}
        self.texts: dict[str, int] = {}
        self.areas: dict[tuple[str, str], Any] = {}
        began = z3.Int("began_on")
        self.solver.add(began >= first.toordinal(), began <= last.toordinal())
        self.terms["began_on"] = Term(z3.BoolVal(True), began)
        for name, written in journey.law.parameters.items():
            self.terms[name] = Term(z3.BoolVal(True), self._parameter(name, written))
        for question in journey.questions:
            if question.id in cone:
                self._ask(question)
        self._rules()

    def impossible(self, wanted: Any) -> bool:
        """Whether z3 can show that this never is so."""
        return bool(self.solver.check(wanted) == z3.unsat)

    def truth(self, condition: Condition) -> Truth:
        return self._truth(ast.parse(" ".join(condition.source.split()), mode="eval").body)

    def source(self, text: str) -> Truth:
        """A part of a condition, by its text."""
        return self._truth(ast.parse(text, mode="eval").body)

    def number(self, condition: Condition) -> Term:
        return self._term(ast.parse(" ".join(condition.source.split()), mode="eval").body)

    def answered_with(self, question: str, value: Any) -> Any:
        """What makes this the answer to a yes or no, or to a choice."""
        return self.terms[question].value == (value if isinstance(value, bool) else self._text(value))

    def so(self, truth: Truth, wanted: bool) -> Any:
        return truth.true if wanted else truth.false

    def always(self) -> Truth:
        return Truth(z3.BoolVal(True), z3.BoolVal(False))

    def all(self, *formulas: Any) -> Any:
        return z3.And(*formulas)

    def any(self, *formulas: Any) -> Any:
        return z3.Or(*formulas)

    def no(self, formula: Any) -> Any:
        return z3.Not(formula)

    def asked(self, question: str) -> Any:
        """What makes this question asked."""
        return self.whens[question].true

    def _ask(self, question: Question) -> None:
        when = self.truth(question.when) if question.when else self.always()
        self.whens[question.id] = when
        if isinstance(question.answer, Group):
            self._group(question, question.answer)
            for member in self.journey.members[question.id]:
                if member.id in self.cone:
                    self._ask(member)
            return
        given = z3.Bool(f"{question.id} given") if question.optional else z3.BoolVal(True)
        self.terms[question.id] = Term(z3.And(when.true, given), self._value(question))

    def _group(self, question: Question, group: Group) -> None:
        count = z3.Int(f"count {question.id}")
        self.solver.add(count >= group.min, count <= group.max)
        self.terms[question.id] = Term(self.whens[question.id].true, count)

    def _value(self, question: Question) -> Any:
        name, answer = question.id, question.answer
        match answer:
            case Choice():
                chosen = z3.Int(name)
                self.solver.add(z3.Or(*(chosen == self._text(option) for option in answer.options)))
                return chosen
            case Choices():
                several = {option: z3.Bool(f"{name} {option}") for option in answer.options}
                self.solver.add(z3.Or(*several.values()))
                return several
            case Date():
                day = z3.Int(name)
                low, high = answer.earliest or OLDEST, answer.latest or YOUNGEST
                self.solver.add(day >= low.toordinal(), day <= high.toordinal())
                return day
            case Number() | Money():
                return self._number(name, answer)
        if answer.kind is bool:
            return z3.Bool(name) if answer.type == "yes_no" else z3.BoolVal(True)
        return z3.Int(name)

    def _number(self, name: str, answer: Number | Money) -> Any:
        number = z3.Int(name) if answer.kind is int else z3.Real(name)
        if answer.min is not None:
            self.solver.add(number >= _exact(answer.min, number))
        if answer.max is not None:
            self.solver.add(number <= _exact(answer.max, number))
        return number

    def _parameter(self, name: str, written: Mapping[str, str]) -> Any:
        """What a council may set it to."""
        kind = written["type"]
        if kind == "yes_no":
            return z3.Bool(name)
        value = z3.Int(name) if kind in ("whole_number", "date") else z3.Real(name)
        for key, sign in (("min", 1), ("max", -1)):
            if written.get(key) is not None and kind != "date":
                bound = parameters.value(kind, written[key])
                exact = _exact(Decimal(bound[1] if kind == "money" else bound), value)
                self.solver.add(sign * value >= sign * exact)
        return value

    def _rules(self) -> None:
        """No answer stands that is known to break a rule."""
        for question in self.journey.by_id.values():
            if question.id in self.terms:
                for must in question.must:
                    self.solver.add(z3.Not(z3.And(self.terms[question.id].known, self.truth(must.that).false)))

    def _truth(self, node: ast.expr) -> Truth:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = [self._truth(value) for value in values]
                trues, falses = [part.true for part in parts], [part.false for part in parts]
                if isinstance(op, ast.And):
                    return Truth(z3.And(*trues), z3.Or(*falses))
                return Truth(z3.Or(*trues), z3.And(*falses))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self._truth(operand)
                return Truth(inner.false, inner.true)
            case ast.Compare():
                return self._compared(node)
            case ast.Call(func=ast.Name(id=name)):
                return self._called(name, node)
        term = self._term(node)
        return Truth(z3.And(term.known, term.value), z3.And(term.known, z3.Not(term.value)))

    def _compared(self, node: ast.Compare) -> Truth:
        sides = [node.left, *node.comparators]
        pairs = [self._pair(op, a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False)]
        return Truth(z3.And(*(pair.true for pair in pairs)), z3.Or(*(pair.false for pair in pairs)))

    def _pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Truth:
        if isinstance(op, ast.In | ast.NotIn):
            found = self._among(left, right)
            return found if isinstance(op, ast.In) else Truth(found.false, found.true)
        a, b = self._term(left), self._term(right)
        holds = COMPARED[type(op)](a.value, b.value)
        known = z3.And(a.known, b.known)
        return Truth(z3.And(known, holds), z3.And(known, z3.Not(holds)))

    def _among(self, left: ast.expr, right: ast.expr) -> Truth:
        if isinstance(right, ast.Tuple | ast.List):
            pairs = [self._pair(ast.Eq(), left, element) for element in right.elts]
            return Truth(z3.Or(*(pair.true for pair in pairs)), z3.And(*(pair.false for pair in pairs)))
        several = self._term(right)
        if not isinstance(left, ast.Constant) or not isinstance(several.value, dict):
            return self._free(left, right)
        chosen = several.value.get(left.value, z3.BoolVal(False))
        return Truth(z3.And(several.known, chosen), z3.And(several.known, z3.Not(chosen)))

    def _called(self, name: str, node: ast.Call) -> Truth:
        if name == "answered" and isinstance(node.args[0], ast.Name):
            term, when = self.terms[node.args[0].id], self.whens[node.args[0].id]
            return Truth(term.known, z3.Or(when.false, z3.And(when.true, z3.Not(term.known))))
        if name == "within":
            return self._within(node)
        if name in ("any", "all") and isinstance(node.args[0], ast.GeneratorExp):
            return self._over_rows(name, node, node.args[0])
        return self._free(node)

    def _over_rows(self, name: str, node: ast.Call, loop: ast.GeneratorExp) -> Truth:
        """Rows are not looked into, but of no row it is known, and of all it is where nothing in it may be missing."""
        rows, free = self._term(loop.generators[0].iter), self._free(node)
        empty = free.false if name == "any" else free.true
        self.solver.add(z3.Implies(z3.And(rows.known, rows.value == 0), empty))
        row = ast.unparse(loop.generators[0].target)
        named = {part.id for part in ast.walk(loop.elt) if isinstance(part, ast.Name)} & self.terms.keys()
        members = [part.attr for part in ast.walk(loop.elt) if isinstance(part, ast.Attribute)]
        if row not in named and all(self._certain(member) for member in members):
            known = z3.And(rows.known, *(self.terms[each].known for each in named))
            self.solver.add(z3.Implies(known, z3.Or(free.true, free.false)))
        return free

    def _certain(self, member: str) -> bool:
        """Whether every row has an answer to this question."""
        question = self.journey.by_id[member]
        return question.when is None and not question.optional

    def _within(self, node: ast.Call) -> Truth:
        place = self._term(node.args[0])
        area = node.args[1].value if isinstance(node.args[1], ast.Constant) else ""
        name = ast.unparse(node.args[0])
        inside = self._area(name, str(area))
        return Truth(z3.And(place.known, inside), z3.And(place.known, z3.Not(inside)))

    def _area(self, name: str, area: str) -> Any:
        if (name, area) not in self.areas:
            inside = z3.Bool(f"{name} within {area}")
            for (other_name, other), known in self.areas.items():
                if other_name == name:
                    self.solver.add(_nested(area, inside, other, known))
            self.areas[name, area] = inside
        return self.areas[name, area]

    def _free(self, *nodes: ast.expr) -> Truth:
        """Nothing is known of it but that it is not both."""
        text = " / ".join(ast.unparse(node) for node in nodes)
        true, false = z3.Bool(f"{text} true"), z3.Bool(f"{text} false")
        self.solver.add(z3.Not(z3.And(true, false)))
        return Truth(true, false)

    def _term(self, node: ast.expr) -> Term:
        match node:
            case ast.Constant(value=value):
                return Term(z3.BoolVal(True), self._literal(value, node))
            case ast.Name(id=name) if name in self.terms:
                return self.terms[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self._term(operand)
                return Term(inner.known, -inner.value)
            case ast.BinOp(left=left, op=op, right=right):
                a, b = self._term(left), self._term(right)
                return Term(z3.And(a.known, b.known), SUMS[type(op)](a.value, b.value))
            case ast.Call(func=ast.Name(id=name)):
                return self._calculated(name, node)
            case ast.BoolOp() | ast.Compare():
                truth = self._truth(node)
                return Term(z3.Or(truth.true, truth.false), truth.true)
        raise Unencodable(ast.unparse(node))

    def _literal(self, value: Any, node: ast.Constant) -> Any:
        if isinstance(value, bool):
            return z3.BoolVal(value)
        if isinstance(value, int):
            return z3.IntVal(value)
        if isinstance(value, float):
            return z3.RealVal(repr(value))
        return z3.IntVal(self._text(str(value)))

    def _text(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def _calculated(self, name: str, node: ast.Call) -> Term:
        if name == "date" and isinstance(node.args[0], ast.Constant):
            return Term(z3.BoolVal(True), z3.IntVal(date.fromisoformat(str(node.args[0].value)).toordinal()))
        if name == "count":
            return self._term(node.args[0])
        if name == "total":
            group = node.args[0].value if isinstance(node.args[0], ast.Attribute) else node.args[0]
            rows, member = self._term(group), getattr(node.args[0], "attr", "")
            known = z3.BoolVal(True) if self._certain(member) else z3.Bool(f"{ast.unparse(node)} known")
            return Term(z3.And(rows.known, known), z3.Real(ast.unparse(node)))
        terms = [self._term(part) for part in node.args]
        known = z3.And(*(term.known for term in terms))
        if name == "days":
            return Term(known, terms[1].value - terms[0].value)
        return Term(known, self._fresh(name, ast.unparse(node), [term.value for term in terms]))

    def _fresh(self, name: str, text: str, days: list[Any]) -> Any:
        """A length in months or years, or the first of the next month, within the bounds of any calendar."""
        if text in self.counted:
            return self.counted[text]
        length = self.counted[text] = z3.Int(text)
        if name == "next_month":
            self.solver.add(length > days[0], length <= days[0] + 31)
            return length
        whole, units, slack = QUARTERS[name]
        passed = (days[1] - days[0]) * units
        self.solver.add(passed >= whole * length - slack, passed < whole * (length + 1) + slack)
        return length


COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}
SUMS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
}


def _exact(bound: Decimal, number: Any) -> Any:
    return z3.IntVal(int(bound)) if number.is_int() else z3.RealVal(str(bound))


def _nested(area: str, inside: Any, other: str, known: Any) -> Any:
    """A place in an area is in the one around it, and not in one beside it."""
    if Place(area).within(other):
        return z3.Implies(inside, known)
    if Place(other).within(area):
        return z3.Implies(known, inside)
    return z3.Not(z3.And(inside, known))
