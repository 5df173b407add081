"""One turn of a conversation on a telephone: who it is with, where they are, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from channels_phone import asked
from channels_phone.asked import Asked
from channels_phone.models import Conversation
from channels_phone.rendering import asked_of
from services.casework import touches
from services.casework.applications import NotYours, Turn
from services.journeys.steps import Step
from services.journeys.words import Phrases
from services.record import clock, envelope

CITIZEN = "citizen"
"""Who does what is done through these doors without anybody's help."""
VISIT = timedelta(minutes=30)
"""A silence of so long ends a visit."""
KNOWN = timedelta(days=7)
"""A number may have another owner by now: after so long without a word it must show reference and code again."""

Place = Mapping[str, Any]


class Medium(Protocol):
    """What differs between a text and a call; the rooms are the same."""

    name: str
    spells: bool
    """Whether letters can be written one by one."""
    hangs_up: bool
    """Whether a call to the same telephone can only come once this one is over."""
    stays: bool
    """Whether what was told can be read again."""
    operator: bool
    """Whether one key leads to a person at any time."""

    def languages(self) -> tuple[str, ...]:
        """Those it can be used in."""
        ...

    def welcome(self, talk: Talk) -> str:
        """What helps at any time, and what it costs them."""
        ...

    def unclear(self, asked: Asked) -> str:
        """How to answer this, to who did not."""
        ...

    def source(self, talk: Talk, raw: str) -> str:
        """Where this answer to what is shown is from, as it is kept with it."""
        ...

    def offered(self, talk: Talk, asked: Asked) -> Asked:
        """What is asked, with what this telephone can do beside."""
        ...

    def further(self, talk: Talk, turn: Turn, raw: str) -> Turn | None:
        """Where they stand after more than one answer in this reply; None where it was one."""
        ...


@dataclass
class Talk:
    """A conversation while one turn of it is taken; `says` is told before what is asked where it then stands."""

    row: Conversation
    medium: Medium
    place: dict[str, Any]
    silent_for: timedelta
    says: list[str] = field(default_factory=list)
    line: str = ""
    """What the provider knows their call by; "" where they write."""
    turn: Turn | None = None
    """The step of the application they are at, where it is known already."""

    @property
    def language(self) -> str:
        return self.row.language

    @property
    def room(self) -> str:
        return self.row.room

    @property
    def application_id(self) -> UUID:
        """Of what they began, or came back to; raises NotYours."""
        if self.row.application_id is None:
            raise NotYours
        return self.row.application_id

    @property
    def number(self) -> str:
        """In E.164."""
        return envelope.open(self.row.key, self.row.number_sealed, self.row.subject).decode()

    @property
    def caller(self) -> str:
        """For limits: who it is, without the number."""
        return self.row.caller or self.row.token

    @property
    def begun_before(self) -> str:
        """The reference of what was lately begun from this number, "" for nothing: to compare with, never to tell."""
        since = clock.now() - KNOWN
        rows = Conversation.objects.filter(caller=self.row.caller, seen_at__gt=since).exclude(application=None)
        found = rows.order_by("-seen_at").values_list("application__reference", flat=True)
        return (found.first() or "") if self.row.caller else ""

    def go(self, room: str, **place: Any) -> None:
        """To this place of this room."""
        self.row.room, self.place, self.turn = room, place, None

    def asked(self, step: Step, phrases: Phrases) -> Asked:
        """The step, in the wording of this door."""
        return self.medium.offered(self, asked_of(step, phrases, self.medium.name))

    @property
    def shown(self) -> Asked:
        """What they were asked, as it reached them: a number means what it meant there."""
        return asked.kept(self.place["shown"])

    def show(self, asked: Asked) -> None:
        self.place["shown"] = asdict(asked)

    def forget(self) -> None:
        """What they were at is closed; whatever they write now, they are asked what they need."""
        self.row.application, self.row.asked_at = None, None
        self.go("menu" if self.language else "language")

    def say(self, *sentences: str) -> None:
        self.says += filter(None, sentences)

    def unclear(self) -> None:
        """They stay, and are told how to answer."""
        self.say(self.medium.unclear(self.shown))

    @cached_property
    def touch(self) -> UUID:
        """This visit's, from the moment when something is done in it."""
        if self.row.touch_id is not None and self.silent_for <= VISIT:
            return self.row.touch_id
        self.row.touch = touches.open(self.medium.name, self.language)
        return self.row.touch.id
