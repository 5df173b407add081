"""The one interface to whoever carries texts and calls; what they say of one is Taken, or Failed."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

LONGEST = 1600
"""Characters of one text; a longer one no gateway takes."""
QUIET = 15.0  # seconds in which a gateway that was away is not asked again by this process


class Reason(StrEnum):
    """How it failed: never to be tried again, certainly not taken, or nobody knows."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    UNCERTAIN = "uncertain"


class Failed(Exception):
    """`state` is how, `error` a class or a code of theirs, never a text: theirs name numbers."""

    def __init__(self, state: Reason, error: str) -> None:
        super().__init__(error)
        self.state = state
        self.error = error


class SaidStop(Failed):
    """They said STOP to this sender where only the network heard it."""


class NotHere(Exception):
    """This gateway cannot do that."""


class Malformed(ValueError):
    """Genuine, but not what the contract says."""


@dataclass(frozen=True, slots=True)
class Taken:
    """They have it: the id they know it by, and its status in the words of statuses.RANKS."""

    id: str
    status: str


class Gateway(ABC):
    """One way to the networks. What it raises is Failed or NotHere; every call ends within 20 seconds."""

    name: ClassVar[str]

    @abstractmethod
    def send(self, to: str, text: str, *, sender: str, reference: str) -> Taken:
        """A text to a number in E.164; `reference` is ours, and comes back with each status."""

    def call(self, to: str, *, sender: str, url: str, status_url: str = "") -> Taken:
        """Ring a number; once answered, `url` says what is told."""
        raise NotHere(self.name)

    def fetch(self, url: str) -> bytes:
        """A file that came with a message, from their own addresses only, no more than one may be and a byte."""
        raise NotHere(self.name)

    def recorded(self, url: str) -> bytes:
        """What was recorded in a call, as MP3, from their own addresses only; Failed while it is not ready."""
        raise NotHere(self.name)

    def erase(self, url: str) -> None:
        """They keep this recording no longer; what they do not have any more is erased."""
        raise NotHere(self.name)


class Breaker:
    """Leaves a gateway alone for a while that could not be reached, so that a worker does not wait for each text."""

    def __init__(self) -> None:
        self.quiet_until = 0.0

    def ask(self) -> None:
        """Raises Failed while it is to be left alone."""
        if time.monotonic() < self.quiet_until:
            raise Failed(Reason.TEMPORARY, "Quiet")

    def trip(self) -> None:
        self.quiet_until = time.monotonic() + QUIET
