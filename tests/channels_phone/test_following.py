"""By text message after it was sent: how far it is, and what the authority asks for."""

from __future__ import annotations

import re

import pytest
from pytest_django import Settings

from services.casework import handling, sentences
from services.casework.handling import Own
from services.casework.models import Case, Document, Output, Request
from services.casework.outputs import issuing
from services.casework.references import grouped, mint
from services.people import contact_plans
from tests.channels_phone.conftest import Phone
from tests.channels_phone.test_texting import declared
from tests.services.casework.cast import Cast, case_of, gather

pytestmark = pytest.mark.django_db
OLDER = {"born": "27031954", "household": "1", "household_paper": "1"}


@pytest.fixture
def case(phone: Phone) -> Case:
    phone.begin()
    phone.go_on()
    declared(phone)
    return Case.objects.get()


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def test_how_far_it_is(phone: Phone, case: Case, cast: Cast) -> None:
    assert "Đã nhận hồ sơ" in phone.text("ok")
    handling.decide(cast.ann, case.pk, "refused", "Đã có lương hưu.", [{"title": "Luật", "article": "1"}])
    assert "Đã có lương hưu." in phone.text("2")


def test_what_is_asked_is_answered_and_handed_in(phone: Phone, case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, again=["bank"], own=[Own("yes_no", "Ông bà còn ở đó không?")], days=14)
    assert "cần quý vị bổ sung" in phone.text("ok")
    assert "ngân hàng" in phone.text("1")
    assert "Ông bà còn ở đó không?" in phone.text("BIDV")
    assert "BIDV" in phone.text("1")
    assert "Cảm ơn" in phone.text("0")
    request = Request.objects.get()
    assert request.state == "answered" and request.touch is not None and request.touch.channel == "sms"


def test_wrong_it_is_asked_again_and_an_answer_is_changed_by_its_number(phone: Phone, case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, own=[Own("date", "Từ ngày nào?")], days=14)
    phone.text("ok")
    phone.text("1")
    assert "chỉ có 28 ngày" in phone.text("31022026") and Request.objects.get().state == "open"
    phone.text("01022026")
    assert "Từ ngày nào?" in phone.text("1")
    assert "2 tháng 3 năm 2026" in phone.text("02032026")


def test_evidence_comes_by_post_or_over_a_counter(phone: Phone, case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, own=[Own("evidence", "Giấy tờ của ông bà?")], days=14)
    phone.text("ok")
    assert "bưu điện" in phone.text("1")
    assert "bưu điện" in phone.text("1") and not Document.objects.exists()


def test_another_phone_learns_nothing_of_it(phone: Phone, case: Case) -> None:
    other = Phone("+84987654321")
    assert "Làm tiếp" not in other.greet()
    assert case.reference not in re.sub(r"\D", "", other.text("menu"))


def test_evidence_that_was_promised_is_asked_for(phone: Phone) -> None:
    phone.begin()
    sent = phone.go_on(**OLDER)
    assert "Sẽ nộp sau" in sent + phone.text("tiếp")
    assert "còn phải nộp" in declared(phone)
    case = case_of(phone.application.pk)
    assert case.waiting and Request.objects.get().asked_by == "platform"


def test_how_they_are_reached_is_chosen_here(phone: Phone, case: Case, settings: Settings) -> None:
    settings.NOTICE_WAYS = {"sms": "…", "email": "…"}
    phone.text("ok")
    assert "tới số này" in phone.text("3")
    assert "Đã ghi" in phone.text("1")
    assert list(plan(case)) == ["sms", "post"] and plan(case)["sms"] == phone.number
    phone.text("3")
    assert "thư điện tử" in phone.text("2")
    assert "ten@vidu.vn" in phone.text("nobody")
    phone.text("an@vidu.vn")
    assert list(plan(case)) == ["email", "sms", "post"] and plan(case)["email"] == "an@vidu.vn"
    phone.text("3")
    phone.text("3")
    assert plan(case) == {}


def plan(case: Case) -> dict[str, str]:
    case = case_of(case.application_id)
    assert case.contact is not None
    return contact_plans.addresses_of(case.contact)


def test_anybody_checks_a_document_by_its_number(phone: Phone, case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "granted", "Đủ.", [{"title": "Luật", "article": "1"}])
    output = issuing.issue(cast.ann, Output.objects.get().pk)
    other = Phone("+84987654321")
    other.greet()
    other.text("3")
    said = other.text(grouped(output.number))
    assert "còn hiệu lực" in said and "Nguyễn" not in said
    assert sentences.say("vi", "reference_wrong_check_digit") in other.text("4827 1935 6020")
    assert "không có gì" in other.text(mint())
