"""The ways a notice goes out: a port, filled in `settings.NOTICE_WAYS`, a way → the dotted path of its callable.

The callable is `send(address, subject, text, notice_number, language)`. It returns once the other side has taken the
notice, else it raises Failed; whatever else it raises counts as uncertain. It ends within DELIVERY_LEASE_SECONDS.
A way that hears later what became of a notice is marked `reporting`, and says so to services.notices.reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from services.notices.models import Attempt

State = Attempt.State
Send = Callable[[str, str, str, str, str], None]


class Failed(Exception):
    """It did not go out, or nobody knows whether it did: `state` is what becomes of the attempt, `error` its class."""

    def __init__(self, state: State, error: str) -> None:
        super().__init__(error)
        self.state = state
        self.error = error


def reporting(send: Send) -> Send:
    """Mark a way whose other side says later whether a notice arrived: its message is kept until then."""
    vars(send)["reporting"] = True
    return send


def reports(way: str) -> bool:
    """Whether this way is one; False where this installation does not have it."""
    return way in ways() and bool(getattr(named(way), "reporting", False))


def named(way: str) -> Send:
    """What sends this way; KeyError where this installation does not have it."""
    found: Send = import_string(ways()[way])
    return found


def ways() -> Mapping[str, str]:
    """The ways this installation has."""
    return settings.NOTICE_WAYS
