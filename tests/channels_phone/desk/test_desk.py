"""The desk: in order, taken by one, agreed to before anything opens, and whoever keys it stands beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from config.headless import Headless, Page
from services.assisted.models import Session, Waiting
from services.casework.models import AnswerRow, Application, Case, Touch
from services.people.models import User
from services.record import clock, ledger
from tests.channels_phone.desk.conftest import NUMBER, calls
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.conftest import prove
from tests.services.office.desks import at_desk

__all__ = ["fake_twilio"]
pytestmark = pytest.mark.django_db
ANSWERS: dict[str, dict[str, str]] = {
    "full_name": {"answer": "Nguyễn Thị Ẩn"},
    "citizen_id": {"answer": "001056001234"},
    "born": {"answer-day": "27", "answer-month": "3", "answer-year": "1950"},
    "home": {"answer": "12 Lê Lợi, Hà Nội"},
    "phone": {"answer": ""},
    "has_benefit": {"answer": "no"},
    "collected_by": {"answer": "myself"},
    "paid": {"answer": "bank"},
    "bank": {"answer": "Agribank"},
    "account": {"answer": "150020501234"},
}


def taken(user: User) -> tuple[Headless, Page]:
    desk = at_desk(user)
    return desk, desk.submit(desk.open("/phone/desk/"), "/next/")


def begun(user: User) -> tuple[Headless, Page]:
    """As far as the first question of a new application."""
    desk, page = taken(user)
    desk.submit(page, "/agree/")
    page = desk.open(f"{at(Session.objects.get())}begin/?q=social+pension")
    page = desk.submit(page, "/begin/", slug="social-pension")
    assert "Your reference is" in page.text
    return desk, desk.open(at(Session.objects.get()))


def at(session: Session) -> str:
    return f"/phone/desk/visit/{session.pk}/"


def answered(desk: Headless, page: Page) -> Page:
    while page.instance:
        before = page.instance
        page = desk.submit(page, "/q/", **ANSWERS[before])
        assert page.instance != before, page.text
    return page


def test_who_waits_is_listed_without_number_or_name(minh: User, caller: Waiting) -> None:
    page = at_desk(minh).open("/phone/desk/")
    assert "10:00" in page.text and "Tiếng Việt" in page.text and "on the line" in page.text
    assert NUMBER not in page.text


def test_nobody_waits(minh: User) -> None:
    assert "Nobody waits." in at_desk(minh).open("/phone/desk/").text


def test_whoever_is_no_operator_is_refused(caller: Waiting) -> None:
    an = User.objects.create_user("an@office.example", "An")
    for path in ("/phone/desk/", f"/phone/desk/visit/{caller.pk}/"):
        assert at_desk(an).open(path).status == 403


def test_without_the_second_factor_nothing_opens(minh: User) -> None:
    assert at_desk(minh, second_factor=False).client.get("/phone/desk/").status_code == 302


def test_the_first_is_taken_and_number_shown_to_who_took_them(minh: User, hoa: User, caller: Waiting) -> None:
    calls("+84987654321", line="")
    _, page = taken(minh)
    assert "They are on the line." in page.text
    desk, other = taken(hoa)
    assert "call back from 30.11. 10:30" in other.text and "+84987654321" not in other.text
    assert "Call them: +84987654321" in desk.submit(other, "/take/").text


def test_nothing_is_opened_before_they_agree(minh: User, caller: Waiting) -> None:
    desk, page = taken(minh)
    assert "Tôi có thể mở hồ sơ" in page.text and "May I open" in page.text
    session = Session.objects.get()
    page = desk.open(f"{at(session)}q/full_name/")
    assert "Do they agree?" in page.text
    desk.submit(page, "/agree/")
    session.refresh_from_db()
    assert session.words.startswith("Tôi có thể mở hồ sơ") and session.consented_at


def test_a_whole_visit_with_the_words_to_say_beside_it(minh: User, caller: Waiting, settings: Settings) -> None:
    settings.PROOF_CARRIERS = {"sms": "channels_phone.gateways.sending.send"}
    desk, page = begun(minh)
    assert '<div class="govuk-inset-text" lang="vi">' in page.html and "Họ, chữ đệm và tên" in page.text
    page = answered(desk, page)
    page = desk.submit(page, "/review/")
    assert "A letter to your home" in page.text
    assert "being made ready" in desk.submit(page, "/prove/", way="letter").text
    prove(Application.objects.get().pk)
    page = desk.submit(desk.open(at(Session.objects.get())), "/send/")
    assert "Your application was sent" in page.text
    rows = AnswerRow.objects.filter(application=Application.objects.get())
    assert {row.keyed_by for row in rows} == {f"operator:{minh.pk}"}
    assert Case.objects.count() == 1 and {row.touch.channel for row in rows} == {"voice"}
    touch = Touch.objects.get(assisted=True)
    assert touch.helper == str(minh.pk) and touch.helper_organisation


def test_what_is_wrong_is_said_and_stays_typed(minh: User, caller: Waiting) -> None:
    desk, page = begun(minh)
    page = desk.submit(page, "/q/", answer="R2D2")
    assert page.status == 422 and 'value="R2D2"' in page.html


def test_a_wrong_code_opens_nothing(minh: User, caller: Waiting) -> None:
    desk, page = taken(minh)
    page = desk.submit(page, "/agree/")
    page = desk.submit(page, "/take-up/", reference="123456789012", secret="00000000")
    assert page.status == 422 and 'value="123456789012"' in page.html
    assert Session.objects.get().application is None


def test_another_operators_visit_is_not_there(minh: User, hoa: User, caller: Waiting) -> None:
    begun(minh)
    session = Session.objects.get()
    assert at_desk(hoa).open(at(session)).status == 404
    assert at_desk(hoa).open(f"{at(session)}q/full_name/").status == 404


def test_an_idle_visit_is_over_and_nothing_is_lost(minh: User, caller: Waiting) -> None:
    desk, page = begun(minh)
    desk.submit(page, "/q/", **ANSWERS["full_name"])
    clock.travel(clock.now() + timedelta(minutes=16))
    page = desk.open(at(Session.objects.get()))
    assert "That visit is over" in page.text and Session.objects.get().outcome == "idle"
    assert AnswerRow.objects.filter(instance="full_name").exists()


def test_it_ends_with_an_outcome(minh: User, caller: Waiting) -> None:
    desk, page = begun(minh)
    desk.submit(page, "/end/", outcome="helped")
    caller.refresh_from_db()
    assert caller.outcome == "helped" and Session.objects.get().outcome == "helped"
    assert Touch.objects.get(assisted=True).outcome == "helped"
    assert next(ledger.verify(), None) is None


def test_somebody_else_must_help(minh: User, hoa: User, caller: Waiting) -> None:
    desk, page = begun(minh)
    desk.submit(page, "/end/", outcome="given_back")
    assert Session.objects.get().outcome == "given_back"
    assert "They are on the line." in taken(hoa)[1].text


def test_nobody_has_a_telephone_rung_without_end(minh: User, caller: Waiting, fake_twilio: FakeTwilio) -> None:
    desk = at_desk(minh)
    page = desk.submit(desk.open("/phone/desk/"), "/telephone/", telephone="0901234567")
    page = desk.submit(page, "/next/")
    for _ in range(60):
        answer = desk.submit(desk.open(at(Session.objects.get())), "/ring/")
    assert answer.status == 429 and len(fake_twilio.taken) == 60


def test_their_telephone_is_rung_and_put_through(minh: User, caller: Waiting, fake_twilio: FakeTwilio) -> None:
    desk = at_desk(minh)
    page = desk.submit(desk.open("/phone/desk/"), "/telephone/", telephone="0901234567")
    desk.submit(page, "/next/")
    asked = fake_twilio.taken[0]
    page = desk.submit(desk.open(at(Session.objects.get())), "/ring/")
    assert len(fake_twilio.taken) == 2 and "They are on the line." in page.text
    assert (asked["To"], asked["Url"]) == ("+84901234567", f"https://evenhand.example/phone/voice/desk/{caller.pk}/")


def test_a_telephone_that_is_none_is_said(minh: User) -> None:
    desk = at_desk(minh)
    page = desk.submit(desk.open("/phone/desk/"), "/telephone/", telephone="12")
    assert page.status == 422 and 'value="12"' in page.html


def test_in_vietnamese_and_portuguese_too(minh: User, caller: Waiting) -> None:
    assert "Ai đang chờ" in at_desk(minh, "vi").open("/phone/desk/").text
    assert "Quem espera" in at_desk(minh, "pt").open("/phone/desk/").text
