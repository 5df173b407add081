"""Somebody who calls, and goes through a service by keys and words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from channels_phone.conversations import token_of
from channels_phone.models import Conversation
from services.casework import applications
from services.casework.models import Application
from services.journeys.steps import Ask
from services.record import clock
from tests.channels_phone.calls.caller import Answer, Caller, Form
from tests.channels_phone.calls.network import post

SPOKEN = {
    "full_name": "Nguyễn Thị Ẩn",
    "home": "12 Lê Lợi, Hà Nội",
    "bank": "Agribank",
}
KEYED = {"citizen_id": "001056001234", "born": "27031950", "phone": ""}
CHOSEN = {"has_benefit": "2", "collected_by": "1", "paid": "2"}
"""By voice, of who applies for the social pension."""


class Phone(Caller):
    """Whoever calls, with their place in the application beside what they hear."""

    language = "1"

    def greet(self) -> str:
        self.dial()
        return self.press(self.language)

    def begin(self, words: str = "hưu trí xã hội") -> str:
        """The one service that these words find: they hear reference and code."""
        self.greet()
        self.speak(words)
        return self.press("1")

    def go_on(self, until: str = "") -> str:
        """Answer everything, up to a question or the check."""
        for _ in range(20):
            place = self.asked
            if place in ("", until):
                return self.said
            self.answer_to(place)
            assert self.asked != place, self.said
        raise AssertionError("it does not end")

    def answer_to(self, place: str) -> None:
        if place == "account":
            self.press("150020501234")
            self.press("1")
        elif place in SPOKEN:
            self.speak(SPOKEN[place])
            self.press("1")
        elif place in CHOSEN:
            self.press(CHOSEN[place])
        elif KEYED[place]:
            self.press(f"{KEYED[place]}#")
            self.press("1")
        else:
            self.press("#")
            self.press("4")

    @property
    def row(self) -> Conversation:
        return Conversation.objects.get(token=token_of(f"call twilio {self.sid}"))

    @property
    def application(self) -> Application:
        assert self.row.application is not None
        return self.row.application

    @property
    def asked(self) -> str:
        """The question they stand at."""
        step = applications.current(self.application.pk).step
        return step.instance if isinstance(step, Ask) else ""


def at_a_human_pace(path: str, form: Form) -> Answer:
    clock.travel(clock.now() + timedelta(seconds=5))
    return post(path, form)


@pytest.fixture
def phone(catalogue: None) -> Phone:
    return Phone(at_a_human_pace)
