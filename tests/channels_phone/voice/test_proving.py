"""Showing who one is in a call; a landline hangs up, is called, hears the code, and goes on in that very call."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from channels_phone import conversations
from channels_phone.models import SpokenCode
from channels_phone.rooms.proving import rung
from channels_phone.voice import codes
from channels_phone.voice.medium import Calling
from services.people.models import ProofCode
from services.record import clock
from tests.channels_phone.calls.caller import Caller
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.channels_phone.voice.conftest import ALL_RIGHT, Phone, at_a_human_pace
from tests.channels_phone.voice.test_calling import noted
from tests.services.casework.proving import deliver, pin_of

__all__ = ["fake_twilio"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ways_open(settings: Settings, tmp_path: Path) -> None:
    settings.PROOF_CARRIERS = {"call": "channels_phone.voice.codes.ring"}
    settings.LETTERS_FOLDER = tmp_path / "letters"


def proving(phone: Phone) -> str:
    """As far as that; the code that goes with their reference."""
    secret = noted(phone)[1]
    phone.go_on()
    while ALL_RIGHT not in phone.said:
        phone.press("9")
    phone.press(key(phone, ALL_RIGHT))
    return secret


def key(phone: Phone, label: str) -> str:
    """The key that is told for it."""
    return next(line for line in phone.heard if label in line)[-2]


def test_a_landline_hangs_up_is_called_and_keys_the_code(phone: Phone, fake_twilio: FakeTwilio) -> None:
    phone.number = "+842438250000"
    secret = proving(phone)
    phone.press(key(phone, "Gửi thư cho tôi"))
    deliver(phone.application.pk)
    assert "gác máy" in phone.press(key(phone, "Gọi cho tôi")) and phone.ended == "hangup"
    deliver(phone.application.pk)
    back = Phone(at_a_human_pace, number=phone.number, sid="CA77")
    said = back.answer(fake_twilio.taken[-1]["Url"].removeprefix("https://evenhand.example"))
    first, again = (re.sub(r"\D", "", each.partition(".")[0]) for each in said.split("Mã của quý vị là ")[1:])
    assert first == again and len(first) == 6
    back.press("1")
    back.press(f"{secret}#")
    back.press("1")
    for label, typed in (("Mã", first), ("Số ghi trong thư", pin_of(phone.application.pk).replace(" ", ""))):
        back.press(key(back, f"Đã có: {label}"))
        back.press(f"{typed}#")
        back.press("1")
    assert "Cam đoan và gửi?" in back.said


def test_what_is_gone_meanwhile_is_not_rung_for(phone: Phone, fake_twilio: FakeTwilio) -> None:
    proving(phone)
    talk = conversations.talk_of(phone.row, Calling())
    talk.row.application, talk.place = None, {"ring": True}
    rung(talk)
    assert fake_twilio.taken == [] and not ProofCode.objects.exists()


def test_the_code_is_told_only_while_it_is_good(phone: Phone, fake_twilio: FakeTwilio) -> None:
    codes.ring("+842438250000", "123456", "vi", "proof.1")
    row = SpokenCode.objects.get()
    clock.travel(clock.now() + timedelta(minutes=11))
    late = Caller(at_a_human_pace, number="+842438250000")
    assert "1 2 3 4" not in late.answer(f"/phone/voice/code/{row.pk}/") and late.ended == "hangup"
    assert codes.forget_old() == 1 and not SpokenCode.objects.exists()


def test_one_reference_is_one_call(fake_twilio: FakeTwilio) -> None:
    for _ in range(2):
        codes.ring("+842438250000", "123456", "vi", "proof.1")
    assert len(fake_twilio.taken) == 1 and "123456" not in str(fake_twilio.taken)
