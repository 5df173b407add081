"""Where Twilio has no texts to us: the same conversation, brought by a local aggregator."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from channels_phone.gateways.aggregator import SIGNATURE, signature
from channels_phone.models import Inbound
from tests.channels_phone.conftest import NUMBER, Phone

pytestmark = pytest.mark.django_db
SECRET = "shared with the aggregator"


@pytest.fixture(autouse=True)
def known(settings: Settings) -> None:
    settings.AGGREGATOR_SECRET = SECRET


def brought(text: str, key: str = "m-1", secret: str = SECRET) -> Any:
    body = json.dumps({"id": key, "from": NUMBER, "to": "1022", "text": text, "media": [], "new": 1}).encode()
    return Client().post(
        "/phone/sms/aggregator", body, "application/json", headers={SIGNATURE: signature(body, secret)}
    )


def test_it_is_answered_alike_however_often_it_is_brought(phone: Phone) -> None:
    said = brought("Xin chào").json()
    assert "Choose your language" in said["replies"][0]
    assert brought("Xin chào").json() == said and Inbound.objects.count() == 1


def test_one_conversation_whoever_brings_it(phone: Phone) -> None:
    brought("Xin chào")
    assert "Quý vị cần gì?" in phone.text("1")


def test_not_signed_it_is_refused(phone: Phone) -> None:
    assert brought("Xin chào", secret="another").status_code == 403 and not Inbound.objects.exists()


def test_what_is_no_message_is_said(phone: Phone) -> None:
    body = b"{}"
    response = Client().post(
        "/phone/sms/aggregator", body, "application/json", headers={SIGNATURE: signature(body, SECRET)}
    )
    assert response.status_code == 400
