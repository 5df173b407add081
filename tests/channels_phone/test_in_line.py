"""A number in the line of a spot, by text and by call: the same line as at its door."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from channels_phone.conversations import token_of
from services.record import clock
from services.spots import tickets
from services.spots.models import Spot, Ticket
from tests.channels_phone.conftest import Phone
from tests.channels_phone.voice.conftest import Phone as Call
from tests.channels_phone.voice.conftest import at_a_human_pace
from tests.services.spots.conftest import network, network_held

__all__ = ["network", "network_held"]
pytestmark = pytest.mark.django_db
MORNING, NIGHT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC), datetime(2026, 11, 30, 15, 0, tzinfo=UTC)


@pytest.fixture
def spot(network: None) -> Spot:
    clock.travel(MORNING)
    return Spot.objects.get(slug="diem-phuc-vu-ba-dinh")


def drawn(phone: Phone) -> str:
    phone.greet()
    phone.text("4")
    assert "1 Lấy số: Điểm phục vụ Ba Đình" in phone.text("Ba Đình")
    return phone.text("1")


def test_a_number_is_drawn_by_text_and_given_back(phone: Phone, spot: Spot) -> None:
    said = drawn(phone)
    assert "Điểm phục vụ Ba Đình" in said and "Còn 0 người" in said
    ticket = Ticket.objects.get()
    assert (ticket.door, ticket.language, ticket.number) == ("sms", "vi", 1)
    tickets.draw(spot, "vi", reason="old", door="counter", drawn_by="clerk")
    assert "Còn 1 người" in phone.text("1")
    assert "Đã trả lại số" in phone.text("2")
    ticket.refresh_from_db()
    assert ticket.outcome == "left"


def test_by_call_too(spot: Spot, catalogue: None) -> None:
    call = Call(at_a_human_pace)
    call.greet()
    call.speak("điểm phục vụ")
    if "Quý vị ở đâu" not in call.said:
        call.press(next(line for line in call.heard if "gần nhất" in line)[-2])
    call.speak("Ba Đình")
    call.press("1")
    assert "Lấy số" in call.said or "Lấy số" in " ".join(call.transcript)
    call.press("1")
    assert Ticket.objects.get().door == "voice" and "Còn 0 người" in " ".join(call.transcript)


def test_before_it_opens_that_is_said(phone: Phone, spot: Spot) -> None:
    clock.travel(datetime(2026, 11, 29, 20, 0, tzinfo=UTC))
    assert "Hôm nay mở cửa lúc 08:00" in drawn(phone)


def test_at_night_there_is_no_line(phone: Phone, spot: Spot) -> None:
    clock.travel(NIGHT)
    phone.greet()
    phone.text("4")
    assert "Lấy số" not in phone.text("Ba Đình") and "Quý vị cần gì?" in phone.heard[-1]


def test_one_that_closed_meanwhile_draws_nothing(phone: Phone, spot: Spot) -> None:
    phone.greet()
    phone.text("4")
    phone.text("Ba Đình")
    clock.travel(NIGHT)
    assert "không lấy số nữa" in phone.text("1") and not Ticket.objects.exists()


def test_one_that_is_no_more_draws_nothing(phone: Phone, spot: Spot) -> None:
    phone.greet()
    phone.text("4")
    phone.text("Ba Đình")
    Spot.objects.filter(pk=spot.pk).update(closed_on=date(2020, 1, 1))
    assert "không lấy số nữa" in phone.text("1")


def test_whoever_draws_without_end_is_slowed(phone: Phone, spot: Spot) -> None:
    for _ in range(20):
        tickets.draw(spot, "vi", door="sms", drawn_by=token_of(phone.number))
    assert "quá nhiều" in drawn(phone).lower() and Ticket.objects.count() == 20
