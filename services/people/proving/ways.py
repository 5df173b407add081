"""What a code of each way is like. Which assurance they give together stands in services/journeys/assurance.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.journeys import assurance
from services.journeys.assurance import Level
from services.people.proving import carriers, registers

PHONE, HOME = "phone", "home"


@dataclass(frozen=True)
class Way:
    """`factor` is what it shows that somebody has: of two ways to the same, one is enough."""

    factor: str
    digits: int
    lives: timedelta
    attempts: int


WAYS: Mapping[str, Way] = {
    "sms": Way(PHONE, digits=6, lives=timedelta(minutes=10), attempts=5),
    "call": Way(PHONE, digits=6, lives=timedelta(minutes=10), attempts=5),
    "letter": Way(HOME, digits=8, lives=timedelta(days=60), attempts=10),
}


def digits_of(factor: str) -> int:
    """How long the codes are that show it."""
    return next(way.digits for way in WAYS.values() if way.factor == factor)


def here() -> frozenset[str]:
    """The ways that this installation has: a carrier is set for them, or a register."""
    return frozenset(way for way in WAYS if (registers.connected() if way == "letter" else carriers.set_for(way)))


def useful(wanted: Level, done: Iterable[str]) -> frozenset[str]:
    """The ways to go through now so as to reach this level, after those that are done; none where none leads there."""
    gone = frozenset(done)
    leading = assurance.leading_to(wanted, here() | gone)
    shown = {WAYS[way].factor for way in gone}
    return frozenset(way for together in leading for way in together - gone if WAYS[way].factor not in shown)
