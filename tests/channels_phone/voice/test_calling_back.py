"""Calls that we place: once each, in the language of whoever rang, and never blindly twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from channels_phone import calling_back
from channels_phone.models import CallBack
from services.record import clock
from tests.channels_phone.calls.caller import Caller
from tests.channels_phone.calls.network import post
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.channels_phone.voice.conftest import Phone, at_a_human_pace
from tests.channels_phone.voice.test_calling import noted

__all__ = ["fake_twilio"]
pytestmark = pytest.mark.django_db
ONCE = "+12025550124"
NUMBER = "+84912345678"
State = CallBack.State


@pytest.fixture
def ring_once(settings: Settings) -> None:
    settings.PHONE_RING_ONCE = [ONCE]


def rang(number: str = NUMBER) -> CallBack:
    """They ring the number that is never answered."""
    once = Caller(at_a_human_pace, number=number, to=ONCE)
    once.dial()
    assert once.ended == "reject"
    return CallBack.objects.get(caller__gt="", state=State.WAITING)


def placed(row: CallBack) -> CallBack:
    row.refresh_from_db()
    clock.travel(max(clock.now(), row.due_at))
    calling_back.place(row.pk)
    row.refresh_from_db()
    return row


def test_who_rings_once_pays_nothing_and_is_called_back_soon(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = rang()
    assert calling_back.due() == [] and not calling_back.place(row.pk)
    assert placed(row).state == State.RINGING
    asked = fake_twilio.taken[0]
    assert (asked["To"], asked["Url"]) == (NUMBER, f"https://evenhand.example/phone/voice?back={row.pk}")


def test_it_goes_on_in_their_language_where_the_line_dropped(
    phone: Phone, ring_once: None, fake_twilio: FakeTwilio
) -> None:
    secret = noted(phone)[1]
    phone.go_on("born")
    phone.hang_up()
    row = placed(rang())
    back = Phone(at_a_human_pace, sid=row.provider_id)
    assert "mã bí mật" in back.answer(f"/phone/voice?back={row.pk}") and "hưu trí" not in back.said
    back.press(f"{secret}#")
    back.press("1")
    assert back.application == phone.application and back.asked == "born"


def test_who_was_never_here_is_asked_for_their_language(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = placed(rang())
    assert "English: press 2." in Caller(at_a_human_pace).answer(f"/phone/voice?back={row.pk}")


def test_who_rings_twice_is_called_once(ring_once: None, fake_twilio: FakeTwilio) -> None:
    rang()
    placed(rang())
    assert len(fake_twilio.taken) == 1 and calling_back.due() == []


def test_nobody_answers_and_it_is_tried_again_twice(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = rang()
    for _ in range(3):
        assert placed(row).state == State.RINGING
        ended(row, "no-answer")
    row.refresh_from_db()
    assert (row.state, len(fake_twilio.taken)) == (State.NOT_REACHED, 3)


def ended(row: CallBack, status: str) -> None:
    caller = Caller(post, sid="CA1", direction="outbound-api")
    assert caller.status(status, f"/phone/status/voice/?back={row.pk}") == 204


def test_once_answered_it_is_over_whatever_is_said_later(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = placed(rang())
    ended(row, "completed")
    ended(row, "no-answer")
    row.refresh_from_db()
    assert row.state == State.ANSWERED and calling_back.due() == []


def test_what_may_have_rung_is_not_rung_again(ring_once: None, fake_twilio: FakeTwilio) -> None:
    fake_twilio.hangs_up = True
    row = placed(rang())
    assert row.state == State.UNCERTAIN
    clock.travel(clock.now() + timedelta(hours=1))
    assert calling_back.due() == []


def test_whoever_places_it_and_dies_leaves_it_uncertain(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = rang()
    CallBack.objects.update(state=State.PLACING, claimed_at=clock.now())
    clock.travel(clock.now() + timedelta(minutes=5))
    assert calling_back.settle_lost() == 1 and not calling_back.place(row.pk)


def test_a_call_of_which_nothing_is_ever_heard_is_over(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = placed(rang())
    assert (row.state, calling_back.settle_lost()) == (State.RINGING, 0)
    clock.travel(clock.now() + timedelta(hours=3))
    assert calling_back.settle_lost() == 1
    assert rang().pk != row.pk


def test_who_rings_without_end_is_not_called_without_end(ring_once: None, fake_twilio: FakeTwilio) -> None:
    for _ in range(8):
        Caller(post, to=ONCE).dial()
        CallBack.objects.update(state=State.ANSWERED)
    assert CallBack.objects.count() == 6


def test_a_withheld_number_cannot_be_called_back(ring_once: None) -> None:
    once = Caller(post, number="anonymous", to=ONCE)
    once.dial()
    assert once.ended == "reject" and not CallBack.objects.exists()


def test_the_number_is_forgotten_with_its_key(ring_once: None, fake_twilio: FakeTwilio) -> None:
    row = placed(rang())
    ended(row, "completed")
    clock.travel(clock.now() + timedelta(days=31))
    assert calling_back.forget() == 1 and not CallBack.objects.exists()
    assert NUMBER.encode() not in bytes(row.number_sealed)
