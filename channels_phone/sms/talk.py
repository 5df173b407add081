"""One turn of a conversation by text message: who it is with, where they are, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from channels_phone.models import Conversation
from channels_phone.sms.prompt import Prompt, kept_prompt
from services.casework import touches
from services.casework.applications import NotYours, Turn
from services.record import envelope

CITIZEN = "citizen"
"""Who writes what is done through this door without anybody's help."""
VISIT = timedelta(minutes=30)
"""A silence of so long ends a visit."""

Place = Mapping[str, Any]


@dataclass
class Talk:
    """A conversation while one message of it is answered; `says` is told before the prompt of where it then stands."""

    row: Conversation
    place: dict[str, Any]
    silent_for: timedelta
    says: list[str] = field(default_factory=list)
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
        return self.row.token

    def go(self, room: str, **place: Any) -> None:
        """To this place of this room."""
        self.row.room, self.place, self.turn = room, place, None

    @property
    def shown(self) -> Prompt:
        """What they were asked, as it was sent to them: a number means what it meant there."""
        return kept_prompt(self.place["shown"])

    def show(self, prompt: Prompt) -> None:
        self.place["shown"] = asdict(prompt)

    def forget(self) -> None:
        """What they were at is closed; whatever they write now, they are asked what they need."""
        self.row.application, self.row.asked_at = None, None
        self.go("menu" if self.language else "language")

    def say(self, *sentences: str) -> None:
        self.says += filter(None, sentences)

    @cached_property
    def touch(self) -> UUID:
        """This visit's, from the moment when something is done in it."""
        if self.row.touch_id is not None and self.silent_for <= VISIT:
            return self.row.touch_id
        self.row.touch = touches.open("sms", self.language)
        return self.row.touch.id
