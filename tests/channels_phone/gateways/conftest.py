"""Gateways that lead to fakes on this machine, and somebody who is told things by text message."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from channels_phone.gateways import aggregator, twilio_rest
from channels_phone.gateways.gateway import Breaker
from config import phone
from services.casework.models import Case
from services.notices import writing
from services.notices.models import Notice
from tests.channels_phone.gateways.fake_twilio import ACCOUNT, FakeTwilio
from tests.services.casework.conftest import Applicant, applicant, arrive, case_held, private_storage
from tests.services.notices.conftest import chosen, reread

__all__ = ["applicant", "arrive", "case_held", "private_storage"]
NUMBER = "+84901234567"
SENDER = "+12025550122"
TOKEN = "12345"
SECRET = "shared with the aggregator"


@pytest.fixture
def fake_twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    """It has taken all it was asked by the rules, else the test has failed."""
    monkeypatch.setattr(twilio_rest, "BREAKER", Breaker())
    settings.PHONE_GATEWAYS = phone.GATEWAYS
    settings.PHONE_GATEWAY_OF, settings.PHONE_SENDERS = {"*": "twilio"}, {"*": SENDER}
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.PUBLIC_BASE_URL = "https://evenhand.example"
    with FakeTwilio().running() as fake:
        settings.TWILIO_API_BASE = fake.address
        yield fake
    assert fake.wrong == []


@pytest.fixture
def signed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The secrets of both gateways."""
    monkeypatch.setattr(aggregator, "BREAKER", Breaker())
    settings.PUBLIC_BASE_URL = "https://evenhand.example"
    settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_SECONDARY = TOKEN, ""
    settings.AGGREGATOR_SECRET, settings.AGGREGATOR_SECRET_SECONDARY = SECRET, ""
    return settings


@pytest.fixture
def case(applicant: Applicant, settings: Settings) -> Case:
    """Sent; to be told by text message, and by e-mail where that does not reach them."""
    settings.NOTICE_WAYS = {
        "sms": "channels_phone.gateways.sending.notice",
        "email": "tests.channels_phone.gateways.conftest.goes",
    }
    went.clear()
    chosen(applicant, sms=NUMBER, email="an.nguyen@example.vn")
    return reread(applicant.id)


@pytest.fixture
def notice(case: Case) -> Notice:
    """Written, and not sent yet."""
    return writing.write("received", case, {"title": "Trợ cấp hưu trí xã hội"})


went: list[str] = []


def goes(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    """The way after the text message."""
    went.append(notice_number)
