"""Carriers and registers of the tests' own: they remember what they were given, and fail when they are told to."""

from __future__ import annotations

from services.people.proving.registers import Claim

TEXTS, RINGS = "tests.services.people.proving.carried.text", "tests.services.people.proving.carried.ring"
CARRIERS = {"sms": TEXTS, "call": RINGS}
AWAY = "tests.services.people.proving.carried.away"

WENT: list[tuple[str, str]] = []
"""Number and text (or code) of everything that went out, in order."""
FAILS: list[Exception] = []
"""What the next ones raise instead."""


class Odd(Exception):
    """As a gateway says what it knows."""

    def __init__(self, state: str) -> None:
        super().__init__("a number that must not reach a log")
        self.state = state


def text(to: str, said: str, reference: str) -> None:
    _go(to, said)


def ring(to: str, code: str, language: str, reference: str) -> None:
    _go(to, code)


def away(claim: Claim) -> str | None:
    raise TimeoutError("a name that must not reach a log")


def _go(to: str, said: str) -> None:
    if FAILS:
        raise FAILS.pop()
    WENT.append((to, said))


def forget() -> None:
    WENT.clear()
    FAILS.clear()
