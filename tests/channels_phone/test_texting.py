"""A whole application by text message, and everything a person may send on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from channels_phone import conversations
from channels_phone.models import Conversation, Inbound
from services.assisted import waiting
from services.assisted.models import Waiting
from services.casework import applications, touches
from services.casework.models import Application, Case
from services.record import clock
from services.spots import loading
from tests.channels_phone.conftest import ANSWERS, Phone
from tests.conftest import prove
from tests.services.spots.conftest import NETWORK

pytestmark = pytest.mark.django_db
NOTED = re.compile(r"(\d{4} \d{4} \d{4}), mã bí mật (\d{4} \d{4})\.")
CODE = re.compile(r"gửi (\d{4})\.")


def test_it_works(phone: Phone) -> None:
    assert "Choose your language" in phone.text("?")
    assert "LUI" in phone.text("1")
    assert "hưu trí xã hội" in phone.text("huu tri").lower()
    assert NOTED.search(phone.text("1"))
    check = phone.go_on()
    assert "Nguyễn Thị Ẩn" in check and "27 tháng 3 năm 1950" in check
    sent = declared(phone)
    case = Case.objects.get()
    assert case.reference[:4] in sent and case.application == phone.application
    assert case.application.submitted_at and Application.objects.count() == 1


def declared(phone: Phone) -> str:
    """Everything read, found right, and agreed to."""
    while "TIEP" in phone.heard[-1]:
        phone.text("tiếp")
    code = CODE.search(proven(phone, phone.text("0")))
    assert code, phone.heard
    return phone.text(code[1])


def proven(phone: Phone, said: str) -> str:
    """Where it must be shown who they are, they have shown it elsewhere by now."""
    if CODE.search(said):
        return said
    prove(phone.application.pk)
    return phone.text("1")


def test_what_is_brought_twice_is_done_once_and_answered_alike(phone: Phone) -> None:
    phone.begin()
    first = phone.text(ANSWERS["full_name"], key="SM-same")
    revision = phone.application.revision
    assert phone.text("something else", key="SM-same", after=0) == first
    assert phone.application.revision == revision and Inbound.objects.filter(key="SM-same").count() == 1


def test_a_wrong_answer_says_what_to_do_and_the_question_stays(phone: Phone) -> None:
    phone.begin()
    phone.text(ANSWERS["full_name"])
    said = phone.text("12345")
    assert "12 chữ số" in said and phone.at == "citizen_id"
    assert phone.text(ANSWERS["citizen_id"]) and phone.at == "born"


@pytest.mark.parametrize("body", ["", "🙂🙂", "x" * 5000, "\x00\x01", "Guten Tag, ich möchte etwas"])
def test_whatever_comes_is_answered_in_their_language(phone: Phone, body: str) -> None:
    phone.begin()
    phone.text(ANSWERS["full_name"])
    said = phone.text(body)
    assert phone.at == "citizen_id" and "Xin" in said


@pytest.mark.parametrize("body", ["", "🙂", "x" * 5000, "\x00"])
def test_at_the_very_beginning_too(phone: Phone, body: str) -> None:
    assert "Choose your language" in phone.text(body)
    assert "Choose your language" in phone.text("nothing of it")


def test_back_and_changed(phone: Phone) -> None:
    phone.begin()
    phone.go_on(until="born")
    assert "số định danh" in phone.text("lùi").lower()
    phone.text("001056001235")
    assert phone.at == "born"


def test_an_answer_is_changed_from_the_check_by_its_number(phone: Phone) -> None:
    phone.begin()
    phone.go_on()
    assert "tên" in phone.text("1").lower()
    assert "Nguyễn Thị Bình" in phone.text("Nguyễn Thị Bình")


def test_help_explains_and_asks_again(phone: Phone) -> None:
    phone.begin()
    said = phone.text("hướng dẫn")
    assert "GAP NGUOI" in said and phone.at == "full_name"


def test_a_reply_that_came_too_early_is_not_taken(phone: Phone) -> None:
    phone.begin()
    phone.text(ANSWERS["full_name"])
    assert "trước khi câu hỏi" in phone.text(ANSWERS["citizen_id"], after=0)
    assert phone.at == "citizen_id"


def test_what_was_answered_elsewhere_meanwhile_is_said(phone: Phone) -> None:
    phone.begin()
    touch = touches.open("web", "vi")
    applications.answer(phone.application.pk, "full_name", 0, "Lê Văn Tám", touch=touch.pk, keyed_by="citizen")
    said = phone.text(ANSWERS["full_name"])
    assert "Lê Văn Tám" in said and "Nguyễn" not in said


def test_another_phone_comes_back_with_reference_and_code(phone: Phone) -> None:
    said = phone.begin()
    reference, secret = NOTED.findall(said)[0]
    phone.text(ANSWERS["full_name"])
    other = Phone("+351912345678")
    other.greet()
    assert "Ẩn" not in other.text("2")
    assert "8 chữ số" in other.text(reference)
    assert "12 chữ số" in other.text("1234 5678")
    other.text(reference)
    other.text(secret)
    assert other.application == phone.application and other.at == "citizen_id"


def test_the_language_is_remembered_and_can_be_changed(phone: Phone) -> None:
    phone.language = "2"
    assert "What do you need?" in phone.greet()
    assert "Choose your language" in phone.text("language")
    assert "De que precisa?" in phone.text("3")


def test_what_was_answered_is_forgotten_after_its_time(phone: Phone) -> None:
    phone.greet()
    phone.text("menu", after=3 * 24 * 3600)
    assert conversations.forget() == 2 and Inbound.objects.count() == 1


def test_a_conversation_that_ended_is_forgotten_and_its_key_destroyed(phone: Phone) -> None:
    phone.begin()
    key, application = phone.conversation.key, phone.application
    clock.travel(clock.now() + timedelta(days=181))
    conversations.forget()
    key.refresh_from_db()
    assert key.destroyed_at and not Conversation.objects.exists()
    assert Application.objects.filter(pk=application.pk).exists()


def test_several_answers_at_once(phone: Phone) -> None:
    phone.begin()
    phone.go_on(until="has_benefit")
    said = phone.text("2 1 2")
    assert phone.at == "bank" and "Tôi tự nhận" in said


@pytest.mark.parametrize("body", ["2 1 9", "2 1 x", "2 2 3 4 5 6 7", "dung"])
def test_all_of_them_or_none(phone: Phone, body: str) -> None:
    phone.begin()
    phone.go_on(until="has_benefit")
    revision = phone.application.revision
    phone.text(body)
    assert phone.at == "has_benefit" and phone.application.revision == revision


def test_only_who_read_the_whole_list_finds_it_right(phone: Phone) -> None:
    phone.begin()
    phone.go_on()
    assert "đọc hết" in phone.text("0")
    assert "Cam đoan" not in "".join(phone.heard)


def test_a_turn_takes_few_statements(phone: Phone) -> None:
    phone.begin()
    phone.text(ANSWERS["full_name"])
    clock.travel(clock.now() + timedelta(seconds=5))
    with CaptureQueriesContext(connection) as counted:
        phone.send(ANSWERS["citizen_id"], "SM-counted")
    made = [each["sql"] for each in counted.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert phone.at == "born" and len(made) <= 12, made


def test_a_number_means_what_it_meant_when_it_was_asked(phone: Phone) -> None:
    phone.begin()
    phone.go_on()
    touch, shown = touches.open("web", "vi").pk, applications.ask(phone.application.pk, "paid").revision
    applications.answer(phone.application.pk, "paid", shown, "cash", touch=touch, keyed_by="citizen")
    revision = phone.application.revision
    phone.text("tiếp")
    assert "vừa thay đổi" in phone.text("8") and phone.application.revision == revision


def test_a_name_without_accents_is_taken_and_not_confirmed(phone: Phone) -> None:
    phone.begin()
    assert "có dấu" in phone.text("NGUYEN THI AN") and phone.at == "citizen_id"
    row = phone.application.rows.get(instance="full_name")
    assert row.source == "unaccented"
    phone.text("lùi")
    assert "có dấu" not in phone.text("Nguyễn Thị Ẩn")
    row.refresh_from_db()
    assert row.source == "stated"


def test_in_another_language_it_is_a_name(phone: Phone) -> None:
    phone.language = "2"
    phone.begin("social pension")
    phone.text("Ann Lee")
    assert phone.application.rows.get(instance="full_name").source == "stated"


def test_after_a_week_the_number_alone_opens_nothing(phone: Phone) -> None:
    reference, secret = NOTED.findall(phone.begin())[0]
    phone.text(ANSWERS["full_name"], after=6 * 24 * 3600)
    assert phone.at == "citizen_id"
    said = phone.text(ANSWERS["citizen_id"], after=8 * 24 * 3600)
    assert "Quý vị cần gì?" in said and "Làm tiếp" not in said and phone.conversation.application is None
    phone.text("2")
    phone.text(reference)
    assert "Số định danh" in phone.text(secret) and phone.at == "citizen_id"


def test_a_person_is_reached_without_paying_where_that_can_be(phone: Phone, settings: Settings) -> None:
    settings.PHONE_RING_ONCE = ["+12025550124"]
    phone.greet()
    assert "+12025550124" in phone.text("gặp người")


def test_a_person_calls_back_at_a_time_that_is_told(phone: Phone) -> None:
    phone.begin()
    assert "Gọi lại cho tôi" in phone.text("gặp người")
    assert re.search(r"từ \d\d:\d\d đến \d\d:\d\d", phone.text("1")) and phone.at == "full_name"
    row = Waiting.objects.get()
    assert row.line == "" and row.promised_from and waiting.number_of(row) == phone.number


def test_the_nearest_counter_by_the_name_of_a_place(phone: Phone) -> None:
    loading.load(NETWORK)
    clock.travel(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))  # at night nothing else is asked
    phone.greet()
    phone.text("4")
    assert "Không có điểm phục vụ" in phone.text("Atlantis")
    assert "Điểm phục vụ Huế" in phone.text("hue") and "Quý vị cần gì?" in phone.heard[-1]
