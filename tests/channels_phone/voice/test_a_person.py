"""A person at the other end: on the line while they are there, called back as promised where they are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from channels_phone import calling_back
from channels_phone.models import CallBack
from services.assisted import waiting
from services.assisted.models import Waiting
from services.people.models import User
from services.record import clock
from tests.channels_phone.desk.conftest import minh, team
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.channels_phone.voice.conftest import Phone, at_a_human_pace

__all__ = ["fake_twilio", "minh", "team"]
pytestmark = pytest.mark.django_db
MONDAY, SUNDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC), datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
"""10 o'clock in Hà Nội."""


@pytest.fixture
def open_desk(phone: Phone) -> Phone:
    clock.travel(MONDAY)
    phone.greet()
    return phone


def test_zero_leads_to_a_person_from_anywhere_and_back(open_desk: Phone) -> None:
    said = open_desk.press("0")
    assert "Đang có người giúp quý vị" in said and "Chờ trên máy: bấm phím 1." in said
    assert "Quý vị cần gì?" in open_desk.press("3")


def test_who_waits_is_told_their_place(open_desk: Phone) -> None:
    other = Phone(at_a_human_pace, number="+84987654321")
    other.greet()
    for each in (open_desk, other):
        each.press("0")
        each.press("1")
    assert "thứ 2" in other.said and other.queue
    assert [waiting.place(each) for each in waiting.in_order()] == [1, 2]


def test_instead_of_waiting_they_keep_their_place(open_desk: Phone) -> None:
    open_desk.press("0")
    open_desk.press("1")
    assert "giữ chỗ" in open_desk.silence()
    said = open_desk.press("1")
    assert "từ 10:30 đến 11:00" in said and "Quý vị cần gì?" in said
    row = Waiting.objects.get()
    assert (row.line, row.ended_at, open_desk.queue) == ("", None, "")


def test_once_they_talked_it_is_over_and_they_go_on(open_desk: Phone) -> None:
    open_desk.press("0")
    open_desk.press("1")
    assert "Quý vị cần gì?" in open_desk.talked()
    assert Waiting.objects.get().outcome == "helped"


def test_who_hangs_up_waits_no_more(open_desk: Phone) -> None:
    open_desk.press("0")
    open_desk.press("1")
    open_desk.hang_up()
    assert Waiting.objects.get().outcome == "hung_up"


def test_when_nobody_is_there_a_time_is_promised(phone: Phone) -> None:
    clock.travel(SUNDAY)
    phone.greet()
    said = phone.press("0")
    assert "30 tháng 11 năm 2026" in said and "Chờ trên máy" not in said
    assert "từ 08:00 đến 08:30" in phone.press("1")


def test_where_nobody_is_ever_there_nothing_is_promised(phone: Phone, settings: Settings) -> None:
    settings.PHONE_DESK = settings.PHONE_DESK | {"weekdays": []}
    phone.greet()
    said = phone.press("0")
    assert "Gọi lại cho tôi" not in said and "Làm tiếp ở đây" in said
    assert not Waiting.objects.exists()


def test_who_waits_when_the_desk_closes_for_good_waits_on(open_desk: Phone, settings: Settings) -> None:
    open_desk.press("0")
    open_desk.press("1")
    settings.PHONE_DESK = settings.PHONE_DESK | {"weekdays": []}
    open_desk.silence()
    assert open_desk.queue and Waiting.objects.get().line


def test_whoever_is_taken_is_not_moved_off_the_line(open_desk: Phone, minh: User) -> None:
    open_desk.press("0")
    open_desk.press("1")
    waiting.take(Waiting.objects.get().pk, minh)
    clock.travel(MONDAY + timedelta(hours=8))
    open_desk.silence()
    assert open_desk.queue and Waiting.objects.get().taken_by == minh


def test_the_promise_is_kept_and_leads_to_a_person(phone: Phone, fake_twilio: FakeTwilio) -> None:
    clock.travel(SUNDAY)
    phone.greet()
    phone.press("0")
    phone.press("1")
    phone.hang_up()
    back = called_at(Waiting.objects.get())
    called = Phone(at_a_human_pace)
    assert "cuộc gọi đã hẹn" in called.answer(f"/phone/voice?back={back.pk}")
    assert called.queue == str(Waiting.objects.get().pk)


def called_at(row: Waiting) -> CallBack:
    """The call that is placed in the half hour that was promised, and no sooner."""
    assert calling_back.keep_promises() == 0 and row.promised_from
    clock.travel(row.promised_from + timedelta(seconds=1))
    assert calling_back.keep_promises() == calling_back.keep_promises() == 1
    (back,) = calling_back.due()
    assert calling_back.place(back)
    return CallBack.objects.get(pk=back)


def test_who_never_answers_was_not_reached(phone: Phone, fake_twilio: FakeTwilio) -> None:
    clock.travel(SUNDAY)
    phone.greet()
    phone.press("0")
    phone.press("1")
    back = called_at(Waiting.objects.get())
    for _ in range(3):
        calling_back.became(back.pk, "no-answer")
        clock.travel(clock.now() + timedelta(minutes=20))
        calling_back.place(back.pk)
    assert Waiting.objects.get().outcome == "not_reached" and calling_back.keep_promises() == 0


def test_a_withheld_number_waits_on_the_line_only(open_desk: Phone) -> None:
    hidden = Phone(at_a_human_pace, number="anonymous")
    hidden.greet()
    assert "Gọi lại cho tôi" not in hidden.press("0")
    hidden.press("1")
    assert hidden.queue and "giữ chỗ" not in hidden.said


def test_the_line_to_a_person_is_not_held_after_they_have_gone(open_desk: Phone) -> None:
    open_desk.press("0")
    open_desk.press("1")
    clock.travel(MONDAY + timedelta(hours=8))
    assert "Chúng tôi gọi quý vị ngày 1 tháng 12 năm 2026" in open_desk.silence()


def test_where_they_were_is_where_they_go_on(open_desk: Phone) -> None:
    open_desk.speak("hưu trí xã hội")
    open_desk.press("1")
    open_desk.press("1")
    open_desk.go_on("citizen_id")
    open_desk.press("#")
    open_desk.press("0")
    open_desk.press("3")
    assert open_desk.asked == "citizen_id" and "căn cước" in open_desk.said.lower()
