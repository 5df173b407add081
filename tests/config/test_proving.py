"""The ports that proving stands on, as this installation fills them."""

from __future__ import annotations

import pytest
from django.utils.module_loading import import_string
from pytest_django import Settings

from channels_phone.gateways import stopping
from channels_phone.gateways.console import on_handset
from config import phone
from services.people.models import ProofCode
from services.people.proving import codes, sending
from services.record import envelope

NUMBER, SENDER = "+84912345678", "+12025550122"


@pytest.fixture(autouse=True)
def gateway(settings: Settings) -> None:
    settings.PHONE_GATEWAY_OF, settings.PHONE_SENDERS = {"*": "console"}, {"*": SENDER}
    settings.PROOF_CARRIERS = phone.carriers(settings.PHONE_GATEWAY_OF)


def asked() -> ProofCode:
    code = codes.read(codes.ask_by_phone("application:1", "sms", NUMBER, envelope.new_key(), language="vi").pk)
    assert code is not None
    return code


@pytest.mark.django_db
def test_a_code_comes_to_the_handset_once() -> None:
    code = asked()
    digits = codes.opened(code)[1]
    for _ in range(2):
        sending.by_phone(code, "Mã: {}".format)
    assert [message.text for message in on_handset(NUMBER)] == [f"Mã: {digits}"]
    assert ProofCode.objects.get().state == "sent"


@pytest.mark.django_db
def test_who_said_stop_is_sent_none_and_that_is_known() -> None:
    stopping.stop(NUMBER, SENDER, "STOP")
    sending.by_phone(asked(), "Mã: {}".format)
    assert on_handset(NUMBER) == []
    assert ProofCode.objects.get().state == "failed"


def test_whoever_carries_is_there() -> None:
    carriers = phone.carriers({"*": "console"})
    assert "sms" in carriers
    assert all(callable(import_string(path)) for path in carriers.values())
    assert phone.carriers({}) == {}
