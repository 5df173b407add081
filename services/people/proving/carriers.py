"""Who carries a code to a telephone: a port, filled in `settings.PROOF_CARRIERS`, a way → a callable's dotted path.

It returns once the network has it, and ends within DELIVERY_LEASE_SECONDS. What it raises may have a `state`, by which
it says what it knows: "temporary" is certainly not sent and worth another try, "permanent" is certainly not sent;
whatever else it raises, nobody knows. One `reference` (40 characters at most) is one text, or one call, however often
it is asked for.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

SMS, CALL = "sms", "call"
TEMPORARY, PERMANENT, UNCERTAIN = "temporary", "permanent", "uncertain"


class Texts(Protocol):
    """Sends a text to a number in E.164."""

    def __call__(self, to: str, text: str, reference: str) -> object: ...


class Rings(Protocol):
    """Rings a number in E.164 and says the code to whoever answers, in this language, digit by digit and twice."""

    def __call__(self, to: str, code: str, language: str, reference: str) -> object: ...


class Failed(Exception):
    """It did not go out, or nobody knows whether it did."""

    def __init__(self, state: str, error: str) -> None:
        super().__init__(error)
        self.state = state
        self.error = error


def set_for(way: str) -> bool:
    return way in settings.PROOF_CARRIERS


def text(to: str, said: str, reference: str) -> None:
    """By text message; raises Failed."""
    carrier: Texts = import_string(settings.PROOF_CARRIERS[SMS])
    try:
        carrier(to, said, reference)
    except Exception as error:
        raise _failed(error) from None


def ring(to: str, code: str, language: str, reference: str) -> None:
    """By a call; raises Failed."""
    carrier: Rings = import_string(settings.PROOF_CARRIERS[CALL])
    try:
        carrier(to, code, language, reference)
    except Exception as error:
        raise _failed(error) from None


def _failed(error: Exception) -> Failed:
    state = str(getattr(error, "state", UNCERTAIN))
    return Failed(state if state in (TEMPORARY, PERMANENT) else UNCERTAIN, type(error).__name__)
