"""How sure it is who somebody is, and which ways to prove it give which assurance (docs/decisions/0014)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

Level = Literal["low", "substantial", "high"]
"""eIDAS, from the least sure to the surest."""
LEVELS: tuple[Level, ...] = ("low", "substantial", "high")

GIVES: Mapping[frozenset[str], Level] = {
    frozenset({"sms"}): "low",
    frozenset({"call"}): "low",
    frozenset({"letter"}): "low",
    frozenset({"letter", "sms"}): "substantial",
    frozenset({"letter", "call"}): "substantial",
}
"""Ways that were gone through together → what they give: a code sent by text or told in a call, a PIN in a letter."""

WAYS: frozenset[str] = frozenset().union(*GIVES)

NEEDS: Mapping[str, str] = {"sms": "message"}
"""Ways that presuppose a door of some medium; what rings at any telephone, or comes by post, presupposes none."""


def reaches(level: Level, wanted: Level) -> bool:
    return LEVELS.index(level) >= LEVELS.index(wanted)


def level_of(ways: Iterable[str]) -> Level:
    """The most that these ways give together; who has proved nothing is taken at their word."""
    gone = frozenset(ways)
    given = [level for together, level in GIVES.items() if together <= gone]
    return max(given, key=LEVELS.index, default="low")


def leading_to(wanted: Level, ways: Iterable[str]) -> Iterator[frozenset[str]]:
    """Those of these ways that reach the level together."""
    there = frozenset(ways)
    return (together for together, level in GIVES.items() if together <= there and reaches(level, wanted))
