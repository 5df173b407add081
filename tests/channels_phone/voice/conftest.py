"""Somebody who calls, and goes through a service by keys and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest

from channels_phone.conversations import token_of
from channels_phone.models import Conversation
from services.casework import applications
from services.casework.models import Application
from services.journeys.steps import Ask, Prove
from services.record import clock
from tests.channels_phone.calls.caller import Answer, Caller, Form
from tests.channels_phone.calls.network import post
from tests.conftest import prove

RIGHT = "1"
ALL_RIGHT = "Tất cả đều đúng"
KEYS = frozenset("0123456789*#")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("Nguyễn Thị Ẩn", RIGHT),
    "citizen_id": ("001056001234#", RIGHT),
    "born": ("27031950#", RIGHT),
    "home": ("12 Lê Lợi, Hà Nội", RIGHT),
    "phone": ("#", "4"),
    "has_benefit": ("2",),
    "collected_by": ("1",),
    "paid": ("2",),
    "bank": ("Agribank", RIGHT),
    "account": ("150020501234", RIGHT),
}
"""What is keyed and said, of who applies for the social pension."""


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

    def go_on(self, until: str = "", says: Mapping[str, tuple[str, ...]] = ANSWERS) -> str:
        """Answer everything, up to a question or the check."""
        for _ in range(20):
            place = self.asked
            if place in ("", until):
                return self.said
            for act in says.get(place) or ANSWERS[place]:
                self.do(act)
            assert self.asked != place, self.said
        raise AssertionError("it does not end")

    def do(self, act: str) -> str:
        """Keys are pressed, everything else is said."""
        return self.press(act) if set(act) <= KEYS else self.speak(act)

    def send(self, *, aloud: bool = True) -> str:
        """Find all of it right, and agree to the declaration: by word and code, or by the code alone."""
        while ALL_RIGHT not in self.said:
            self.press("9")
        self.press(next(line for line in self.heard if ALL_RIGHT in line)[-2])
        if isinstance(applications.current(self.application.pk).step, Prove):
            prove(self.application.pk)
            self.press("1")
        if aloud:
            self.record()
        else:
            self.silence()
        return self.press("".join(re.findall(r"\d", self.heard[-1])) + "#")

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
