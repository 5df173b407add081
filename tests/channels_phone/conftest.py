"""Somebody with a telephone that can send text messages and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from twilio.request_validator import RequestValidator

from channels_phone import conversations
from channels_phone.gateways.twilio import HEADER, MESSAGE
from channels_phone.models import Conversation
from services.casework.models import Application
from services.record import clock
from tests.channels_web.conftest import catalogue, catalogue_held

__all__ = ["catalogue", "catalogue_held"]

NUMBER = "+84912345678"

FORM = "application/x-www-form-urlencoded"
KEYS = count(1)
ANSWERS = {
    "full_name": "Nguyễn Thị Ẩn",
    "citizen_id": "001 056 001 234",
    "born": "27031950",
    "home": "12 Lê Lợi, Hà Nội",
    "phone": "BO QUA",
    "has_benefit": "2",
    "collected_by": "1",
    "paid": "2",
    "bank": "Agribank",
    "account": "150020501234",
}
"""By text message, of who applies for the social pension."""


@dataclass
class Phone:
    """Texts from one number, at the pace of people."""

    number: str = NUMBER
    language: str = "1"
    heard: list[str] = field(default_factory=list)

    def text(self, body: str, *, key: str = "", after: float = 5) -> str:
        """Everything that comes back, as one text."""
        clock.travel(clock.now() + timedelta(seconds=after))
        response = self.send(body, key or f"SM{next(KEYS)}")
        assert response.status_code == 200 and response["Content-Type"] == "text/xml; charset=utf-8"
        self.heard = [unescape(message) for message in MESSAGE.findall(response.content.decode())]
        return "\n".join(self.heard)

    def send(self, body: str, key: str, *, token: str = "", **more: str) -> Any:
        """As Twilio posts it: signed over the public address, with parameters that we never heard of."""
        form = {
            "MessageSid": key, "SmsSid": key, "AccountSid": "AC1", "From": self.number, "To": "+84201234567",
            "Body": body, "NumMedia": "0", "FromCity": "", "SomethingNew": "ở đây", **more,
        }  # fmt: skip
        address = f"{settings.PUBLIC_BASE_URL}/phone/sms"
        signature = RequestValidator(token or settings.TWILIO_AUTH_TOKEN).compute_signature(address, form)
        return Client().post("/phone/sms", urlencode(form), FORM, headers={HEADER: signature})

    def greet(self) -> str:
        self.text("Xin chào")
        return self.text(self.language)

    def begin(self, words: str = "hưu trí xã hội") -> str:
        """As far as the first question of the one service that these words find."""
        self.greet()
        self.text(words)
        return self.text("1")

    def go_on(self, until: str = "", **says: str) -> str:
        """Answer everything, up to a question or the check."""
        for _ in range(20):
            place = self.at
            if place in ("", until):
                return "\n".join(self.heard)
            self.text((ANSWERS | says)[place])
            assert self.at != place, self.heard
        raise AssertionError("it does not end")

    @property
    def at(self) -> str:
        """The question they stand at."""
        from services.casework import applications
        from services.journeys.steps import Ask

        step = applications.current(self.application.pk).step
        return step.instance if isinstance(step, Ask) else ""

    @property
    def application(self) -> Application:
        found = self.conversation.application
        assert found is not None
        return found

    @property
    def conversation(self) -> Conversation:
        return Conversation.objects.get(token=conversations.token_of(self.number))


@pytest.fixture
def phone(catalogue: None) -> Phone:
    return Phone()
