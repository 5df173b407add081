"""The rules by their codes: a check for each family, and a page for each rule in this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from services.parity.findings import Finding
from services.parity.rules import p1_wording, p2_carriage, p3_assurance, p8_law, p8_questions
from services.parity.subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    p1_wording.check,
    p2_carriage.check,
    p3_assurance.check,
    p8_questions.check,
    p8_law.check,
)
"""P1, P2, P3 and P8; P4 to P7 come with the channels that they are about."""

RULE_SET = "4"
"""Goes up whenever a rule is added or grows stricter: every certificate is then made anew."""

FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Every rule there is."""
    return tuple(sorted(page.stem for page in FOLDER.glob("*.md")))


def page(code: str) -> str:
    """What the rule wants, why, an example that fails and how to mend it; KeyError for a code there is none of."""
    if code not in codes():
        raise KeyError(code)
    return (FOLDER / f"{code}.md").read_text(encoding="utf-8")
