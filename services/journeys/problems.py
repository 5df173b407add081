"""What can be wrong: with an answer a person gave, or with a definition somebody wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer is not accepted: a short snake_case code and the details its sentence names."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


class Invalid(ValueError):
    """An answer that is not accepted; `problem` says why and never holds what the person typed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def invalid(code: str, **details: str) -> Invalid:
    """The error to raise for a problem of this code."""
    return Invalid(Problem(code, details))


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing wrong in a definition's file, in a plain sentence; line and column count from 1.

    `rule` is the code of the rule that was broken: D100 for what cannot even be read.
    """

    path: str
    line: int
    column: int
    sentence: str
    rule: str = "D100"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


class Mistakes(Exception):
    """Everything wrong in a definition, in the order of its files and lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
