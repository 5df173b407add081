"""A room of the conversation: what is asked there, and what a reply does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from channels_phone.asked import Asked, Option
from channels_phone.talk import Talk


class Room(Protocol):
    """Both run in the language of the talk; `take` moves the talk on, or says why it stays."""

    def prompt(self, talk: Talk) -> Asked: ...

    def take(self, talk: Talk, raw: str) -> None: ...

    def back(self, talk: Talk) -> None: ...


def menu(says: Iterable[str], options: Iterable[Option], *, after: Iterable[str] = (), open: bool = False) -> Asked:
    """What is no step of an application: one of these, or with `open` words of their own."""
    return Asked(tuple(filter(None, says)), "one", tuple(options), after=tuple(after), open=open)


def digits(says: str) -> Asked:
    """A number of ours, all digits."""
    return Asked((says,), "words", keyed=True)
