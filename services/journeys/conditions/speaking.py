"""A condition in words, for people who read a definition rather than write it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal

from services.journeys.language import Language

Label = Callable[[str, str], str]
"""The words for a name, or for one of its options; "" for an option is the name's own."""

COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "equals",
    ast.NotEq: "differs",
    ast.Lt: "less",
    ast.LtE: "at_most",
    ast.Gt: "more",
    ast.GtE: "at_least",
    ast.In: "one_of",
    ast.NotIn: "none_of",
}
SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×"}


def counted(source: str, language: Language, label: Label) -> str:
    """What a rule that gives a number says."""
    return _Speaker(language, label).value(ast.parse(" ".join(source.split()), mode="eval").body)


def spoken(source: str, language: Language, label: Label) -> str:
    """What a condition that compiles says."""
    return _Speaker(language, label).said(ast.parse(" ".join(source.split()), mode="eval").body)


class _Speaker:
    def __init__(self, language: Language, label: Label) -> None:
        self.language = language
        self.label = label

    def phrase(self, key: str, *parts: str) -> str:
        return self.language.conditions[key].format(*parts)

    def said(self, node: ast.expr) -> str:
        match node:
            case ast.BoolOp(op=op, values=values):
                joiner = self.language.conditions["and" if isinstance(op, ast.And) else "or"]
                return joiner.join(self._inner(value) for value in values)
            case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)):
                return self.phrase("no", self.label(name, ""))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.phrase("not", self.said(operand))
            case ast.Name(id=name):
                return self.phrase("yes", self.label(name, ""))
            case ast.Compare():
                return self._compared(node)
            case ast.Call(func=ast.Name(id="answered" | "any" | "all" | "within")):
                return self._called(node)
        return self.value(node)

    def value(self, node: ast.expr, of: str = "") -> str:
        """A part that is not yes or no; `of` is the name whose option a literal may be."""
        match node:
            case ast.Constant(value=str(text)):
                return f"“{self.label(of, text)}”" if of else text
            case ast.Constant(value=value):
                return self.language.number(Decimal(str(value)))
            case ast.Name(id="began_on"):
                return self.phrase("began_on")
            case ast.Name(id=name):
                return f"“{self.label(name, '')}”"
            case ast.Attribute(attr=name):
                return f"“{self.label(name, '')}”"
            case ast.BinOp(left=left, op=op, right=right):
                return f"{self._operand(left)} {SIGNS[type(op)]} {self._operand(right)}"
            case ast.UnaryOp(operand=operand):
                return f"−{self.value(operand)}"
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                return self.language.listed([self.value(element, of) for element in elements])
            case ast.Call():
                return self._called(node)
        return ast.unparse(node)

    def _operand(self, node: ast.expr) -> str:
        return f"({self.value(node)})" if isinstance(node, ast.BinOp) else self.value(node)

    def _inner(self, node: ast.expr) -> str:
        return f"({self.said(node)})" if isinstance(node, ast.BoolOp) else self.said(node)

    def _compared(self, node: ast.Compare) -> str:
        sides = [node.left, *node.comparators]
        pairs = zip(node.ops, sides, sides[1:], strict=False)
        return self.language.conditions["and"].join(self._pair(op, a, b) for op, a, b in pairs)

    def _pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, ast.In | ast.NotIn) and isinstance(left, ast.Constant):
            key = "holds" if isinstance(op, ast.In) else "lacks"
            return self.phrase(key, self.value(right), self.value(left, _name(right)))
        return self.phrase(COMPARED[type(op)], self.value(left, _name(right)), self.value(right, _name(left)))

    def _called(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[0]
        if isinstance(first, ast.GeneratorExp):
            return self.phrase(name, self.value(first.generators[0].iter), self.said(first.elt))
        if name == "date" and isinstance(first, ast.Constant):
            return self.language.say_date(str(first.value))
        return self.phrase(name, *(self.value(argument) for argument in node.args))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
