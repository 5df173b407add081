"""A whole service by telephone, and all that happens on a line: silence, odd keys, doubt, a call that drops."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from channels_phone.models import Conversation
from services.casework.models import Case, Touch
from tests.channels_phone.calls.network import post
from tests.channels_phone.voice.conftest import Phone, at_a_human_pace

pytestmark = pytest.mark.django_db


def test_the_language_is_asked_in_each_of_them_by_a_voice_of_its_own(phone: Phone) -> None:
    said = phone.dial()
    assert said == "Tiếng Việt: bấm phím 1. English: press 2. Português: prima 3."
    assert phone.languages == {"vi-VN", "en-GB", "pt-PT"}
    assert "Quý vị cần gì?" in phone.press("1") and phone.row.language == "vi"


@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_no_menu_has_more_than_four_choices(phone: Phone, key: str) -> None:
    phone.dial()
    phone.press(key)
    keys = re.findall(r"(?:phím|press|prima) (\d)", " ".join(phone.heard[1:]))
    assert keys == ["1", "2", "3", "4", "9"]
    phone.press("9")
    assert re.findall(r"(?:phím|press|prima) (\d)", phone.said) == ["1"]


def test_a_whole_service_from_the_first_word_to_the_receipt(phone: Phone) -> None:
    phone.begin()
    phone.press("1")
    phone.go_on()
    phone.send()
    assert "Hồ sơ đã được gửi" in phone.said
    assert Case.objects.get().application == phone.application
    assert [each.channel for each in Touch.objects.all()] == ["voice"]


def test_reference_and_code_are_read_digit_by_digit_until_they_are_noted(phone: Phone) -> None:
    said = phone.begin()
    assert re.search(r"(\d \d \d \d, ){2}\d \d \d \d, mã bí mật \d \d \d \d, \d \d \d \d", said)
    assert phone.press("2") == said
    assert phone.press("1") != said and phone.asked == "full_name"


def test_what_is_keyed_is_read_back_and_keyed_again(phone: Phone) -> None:
    begun(phone, "citizen_id")
    assert "0 0 1 0, 5 6 0 0, 1 2 3 4" in phone.press("001056001234#")
    phone.press("2")
    assert phone.asked == "citizen_id"
    phone.press("001056001234#")
    phone.press("1")
    assert phone.asked == "born"


def begun(phone: Phone, until: str) -> None:
    phone.begin()
    phone.press("1")
    phone.go_on(until)


def test_star_clears_and_goes_back_where_there_is_nothing_to_clear(phone: Phone) -> None:
    begun(phone, "born")
    assert "2 7 0 3, 1 9 5 0" in phone.press("01*27031950#")
    phone.press("2")
    assert "Đã xóa" in phone.press("2703*#")
    phone.press("*#")
    assert "căn cước" in phone.said.lower()


def test_an_answer_that_cannot_be_is_explained_and_asked_again(phone: Phone) -> None:
    begun(phone, "born")
    phone.press("31021950#")
    phone.press("1")
    assert phone.asked == "born" and "tám chữ số" in phone.said


def test_silence_and_an_empty_hash_open_the_help_menu(phone: Phone) -> None:
    begun(phone, "born")
    for open_help in (phone.silence, lambda: phone.press("#")):
        assert "Nghe lại" in open_help() and "Nói chuyện với người: bấm phím 0." in phone.said
        phone.press("1")
    assert phone.asked == "born" and "tám chữ số" in phone.said


def test_a_key_that_means_nothing_is_said_and_twice_helped(phone: Phone) -> None:
    phone.greet()
    assert "Không có lựa chọn nào như vậy" in phone.press("7")
    assert "Quý vị cần gì?" in phone.said
    assert "Nghe lại" in phone.press("8")


def test_who_needs_more_time_has_it(phone: Phone) -> None:
    phone.greet()
    before = phone.waiting
    phone.silence()
    phone.press("3")
    assert before and phone.waiting and int(phone.waiting.get("timeout")) == int(before.get("timeout")) + 30


def test_whoever_is_silent_all_the_time_is_told_and_left(phone: Phone) -> None:
    phone.greet()
    for _ in range(6):
        assert not phone.ended
        phone.silence()
    assert phone.ended == "hangup" and "gọi lại" in phone.said


def test_words_are_read_back_and_said_again(phone: Phone) -> None:
    begun(phone, "full_name")
    assert "Nguyễn Thị Ăn" in phone.speak("Nguyễn Thị Ăn")
    phone.press("2")
    phone.speak("Nguyễn Thị Ẩn")
    phone.press("1")
    answer = phone.application.rows.get(instance="full_name")
    assert (phone.asked, answer.source) == ("citizen_id", "heard")


def test_twice_not_understood_leads_to_help(phone: Phone) -> None:
    begun(phone, "full_name")
    for _ in range(2):
        phone.speak("mmm")
        phone.press("2")
    assert "Nói chuyện với người" in phone.said


def test_an_order_in_the_persons_own_words(phone: Phone) -> None:
    begun(phone, "full_name")
    assert "Quý vị cần gì?" in phone.speak("làm lại")


def test_who_calls_again_is_greeted_in_their_language_and_told_nothing(phone: Phone) -> None:
    begun(phone, "born")
    phone.hang_up()
    again = Phone(at_a_human_pace)
    assert "Quý vị cần gì?" in again.dial()
    assert "hưu trí" not in again.said and again.row.application is None


def test_a_call_that_dropped_goes_on_with_the_code_alone(phone: Phone) -> None:
    secret = noted(phone)[1]
    phone.go_on("born")
    phone.hang_up()
    again = Phone(at_a_human_pace)
    came_back(again, secret)
    assert again.application == phone.application and again.asked == "born"


def noted(phone: Phone) -> tuple[str, str]:
    """Reference and code, as somebody writes them down."""
    digits = "".join(re.findall(r"\d", phone.begin().partition("bấm phím")[0]))
    phone.press("1")
    return digits[:12], digits[12:20]


def came_back(phone: Phone, secret: str) -> None:
    phone.dial()
    phone.press("2")
    phone.press(f"{secret}#")
    phone.press("1")


def test_from_another_number_with_the_reference_too(phone: Phone) -> None:
    reference, secret = noted(phone)
    other = Phone(at_a_human_pace, number="+84987654321")
    other.dial()
    other.press("1")
    other.press("2")
    other.press(f"{secret}#")
    other.press("1")
    assert "12 chữ số" in other.said
    other.press(f"{reference}#")
    other.press("1")
    assert other.application == phone.application


def test_a_wrong_code_opens_nothing_and_tells_nothing(phone: Phone) -> None:
    noted(phone)
    again = Phone(at_a_human_pace)
    came_back(again, "00000000")
    assert again.row.application is None and "12 chữ số" in again.said


def test_what_comes_twice_is_answered_alike(phone: Phone) -> None:
    begun(phone, "has_benefit")
    path, form, answered = phone.posts[-1]
    asked = phone.row.asked
    assert post(path, form)[2] == answered and phone.row.asked == asked


def test_what_comes_late_hears_what_is_asked_now(phone: Phone) -> None:
    begun(phone, "born")
    late = post("/phone/voice/turn/2/", phone.posts[-1][1] | {"Digits": "4"})
    begun_at = post("/phone/voice/turn/999/", phone.posts[-1][1] | {"Digits": "4"})
    assert late[0] == 200 and phone.asked == "born"
    assert begun_at[2] == phone.posts[-1][2]


def test_the_fallback_address_asks_the_same_again(phone: Phone) -> None:
    begun(phone, "born")
    now = post("/phone/voice/again/", phone.posts[-1][1])
    assert now[2] == phone.posts[-1][2] and phone.asked == "born"


def test_a_call_that_is_over_closes_its_touch_once(phone: Phone) -> None:
    begun(phone, "born")
    phone.hang_up()
    ended = phone.row.ended_at
    assert phone.status("in-progress") == 204 and phone.status("completed") == 204
    assert phone.row.ended_at == ended is not None
    assert [each.outcome for each in Touch.objects.all()] == ["completed"]


def test_unsigned_is_refused_and_leaves_no_trace(phone: Phone) -> None:
    for path in ("/phone/voice", "/phone/voice/turn/1/", "/phone/voice/again/", "/phone/status/voice/"):
        assert Client().post(path, {"CallSid": "CA1", "From": phone.number}).status_code == 403
    assert not Conversation.objects.exists()


def test_a_withheld_number_is_served_like_any_other(phone: Phone) -> None:
    phone.number = "anonymous"
    begun(phone, "born")
    assert phone.row.caller == "" and phone.asked == "born"
    other = Phone(at_a_human_pace, number="anonymous")
    assert "English: press 2." in other.dial()


def test_who_calls_without_end_is_told_when_to_call_again(phone: Phone) -> None:
    phone.greet()
    for _ in range(29):
        Phone(post).dial()
    last = Phone(post)
    assert "gọi lại sau" in last.dial() and last.ended == "hangup"


def test_a_turn_takes_few_statements(phone: Phone) -> None:
    begun(phone, "has_benefit")
    with CaptureQueriesContext(
        connection,
    ) as said:
        phone.press("2")
    statements = [each["sql"] for each in said if not re.match(r"SAVEPOINT|RELEASE|BEGIN|COMMIT", each["sql"])]
    assert len(statements) <= 12, statements


def test_nothing_said_and_no_number_stands_in_the_clear(phone: Phone) -> None:
    begun(phone, "citizen_id")
    with connection.cursor() as cursor:
        rows = "SELECT t::text FROM channels_phone_{} t"
        cursor.execute(f"{rows.format('conversation')} UNION ALL {rows.format('inbound')}")
        kept = str(cursor.fetchall())
    assert phone.number not in kept and "Nguy" not in kept and settings.TWILIO_AUTH_TOKEN not in kept
