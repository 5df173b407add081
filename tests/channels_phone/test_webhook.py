"""Twilio's webhook: signed or refused, answered in TwiML whoever writes, slowed when it floods, silent after STOP."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from pytest_django import Settings
from twilio.request_validator import RequestValidator

from channels_phone import conversations
from channels_phone.gateways import stopping
from channels_phone.gateways.twilio import HEADER
from channels_phone.models import Conversation, Inbound
from services.record import clock
from tests.channels_phone.conftest import Phone
from tests.racing import race

pytestmark = pytest.mark.django_db
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'


@pytest.mark.parametrize("token", ["another token", " "])
def test_what_is_not_signed_by_our_account_does_nothing(phone: Phone, token: str) -> None:
    assert phone.send("Xin chào", "SM1", token=token).status_code == 403
    assert not Inbound.objects.exists() and not Conversation.objects.exists()


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "ở đây"}])
def test_nor_what_is_not_signed_at_all(phone: Phone, headers: dict[str, str]) -> None:
    response = Client().post("/phone/sms", {"From": phone.number, "MessageSid": "SM1"}, headers=headers)
    assert response.status_code == 403 and not Inbound.objects.exists()


def test_two_tokens_hold_while_one_replaces_the_other(phone: Phone, settings: Settings) -> None:
    old = settings.TWILIO_AUTH_TOKEN
    settings.TWILIO_AUTH_TOKEN_SECONDARY = "the next one"
    assert phone.send("a", "SM1", token="the next one").status_code == 200
    assert phone.send("a", "SM2", token=old).status_code == 200


def test_without_a_token_nobody_gets_in(phone: Phone, settings: Settings) -> None:
    settings.TWILIO_AUTH_TOKEN = ""
    assert phone.send("a", "SM1", token="x").status_code == 403


@pytest.mark.parametrize("hashed", ["", "0" * 64])
def test_a_body_that_is_no_form_must_have_its_hash_in_the_address(settings: Settings, hashed: str) -> None:
    path = f"/phone/sms?bodySHA256={hashed}" if hashed else "/phone/sms"
    body = b'{"From": "+84912345678"}'
    signature = RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(f"{settings.PUBLIC_BASE_URL}{path}", {})
    assert Client().post(path, body, "application/json", headers={HEADER: signature}).status_code == 403


def test_and_with_it_is_valid_twiml_though_it_is_no_message(settings: Settings) -> None:
    body = b"{}"
    path = f"/phone/sms?bodySHA256={sha256(body).hexdigest()}"
    signature = RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(f"{settings.PUBLIC_BASE_URL}{path}", {})
    response = Client().post(path, body, "application/json", headers={HEADER: signature})
    assert response.status_code == 200 and response.content.decode() == EMPTY


def test_the_example_of_their_documentation() -> None:
    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    sent = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234", "From": "+14158675309",
            "To": "+18005551212"}  # fmt: skip
    assert RequestValidator("12345").validate(address, sent, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


@pytest.mark.parametrize("number", ["", "anonymous", "HealthInfo", "12345", "+0123456789", "+849" * 9])
def test_from_where_no_answer_leads_there_is_none(number: str) -> None:
    response = Phone(number).send("Xin chào", "SM1")
    assert response.status_code == 200 and response.content.decode() == EMPTY
    assert not Conversation.objects.exists()


def test_only_posts_are_taken() -> None:
    assert Client().get("/phone/sms").status_code == 405


def test_a_number_that_floods_is_slowed_and_told_once(phone: Phone, settings: Settings) -> None:
    phone.greet()
    for _ in range(58):
        phone.text("menu", after=2)
    assert "quá nhiều tin" in phone.text("menu", after=1)
    assert phone.text("menu", after=1) == "" and "bao giờ" not in phone.heard
    assert Phone("+84987654321").greet()


@pytest.mark.parametrize("word", ["STOP", "stopall", "Ngừng", "DỪNG", "parar", "Từ chối"])
def test_stop_holds_at_once_and_everywhere(phone: Phone, word: str) -> None:
    phone.begin()
    said = phone.text(word)
    assert ("START" in said) == (word.lower() not in ("stop", "stopall"))
    assert phone.conversation.stopped_at and "START" in phone.text("Nguyễn Thị Ẩn")
    assert phone.at == "full_name"


def test_and_start_goes_on_where_it_was(phone: Phone) -> None:
    phone.begin()
    phone.text("STOP")
    assert "tên" in phone.text("start")
    phone.text("Nguyễn Thị Ẩn")
    assert phone.at == "citizen_id" and not phone.conversation.stopped_at


@pytest.mark.parametrize("text", ["dung", "Huy", "stop please", "Đừng"])
def test_what_only_looks_like_stop(phone: Phone, text: str) -> None:
    phone.greet()
    phone.text(text)
    assert not phone.conversation.stopped_at


def test_nothing_said_and_no_number_stands_in_the_clear(phone: Phone) -> None:
    phone.begin()
    phone.text("Nguyễn Thị Ẩn")
    kept = str(list(Conversation.objects.values())) + str(list(Inbound.objects.values()))
    assert "912345678" not in kept and "Nguyễn" not in kept


@pytest.mark.django_db(transaction=True)
def test_one_message_brought_twice_at_once(phone: Phone) -> None:
    phone.begin()
    clock.travel(clock.now() + timedelta(seconds=5))
    one, two = race(
        lambda: phone.send("Nguyễn Thị Ẩn", "SM-race").content, lambda: phone.send("Nguyễn Thị Ẩn", "SM-race").content
    )
    assert one == two and phone.at == "citizen_id"


@pytest.mark.django_db(transaction=True)
def test_two_first_messages_at_once_are_one_conversation(phone: Phone) -> None:
    race(lambda: phone.send("a", "SM-a").content, lambda: phone.send("b", "SM-b").content)
    assert Conversation.objects.count() == 1 and Inbound.objects.count() == 2
    assert phone.conversation.token == conversations.token_of(phone.number)


@pytest.mark.parametrize("word", ["STOP", "NGUNG"])
def test_stop_holds_for_notices_too(phone: Phone, word: str) -> None:
    phone.text(word)
    assert stopping.stopped(phone.number, "EVENHAND")
    phone.text("START")
    assert not stopping.stopped(phone.number, "EVENHAND")
