"""Whatever is sent: one clear sentence, nothing typed is lost, never a 500."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import Settings

from config.headless import Page
from services.casework import applications, touches
from services.casework.models import Application, Touch
from services.record import clock
from tests.channels_web.conftest import Browser

TYPED = [
    ("", "Enter an answer."),
    ("R2D2", "Enter the name with letters only"),
    ("🎂", "Enter the name with letters only"),
    ("a" * 300, "Shorten your answer to 120 characters or fewer."),
    ("a" * 5000, "Shorten your answer to 120 characters or fewer."),
    ("bad\x07bell", "characters that cannot be read"),
    ("<script>alert(1)</script>", "Enter the name with letters only"),
]


@pytest.mark.parametrize(("typed", "sentence"), TYPED)
def test_a_wrong_answer(browser: Browser, typed: str, sentence: str) -> None:
    page = browser.answer(browser.start(), answer=typed)
    assert page.status == 422
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert 'href="#answer"' in page.text
    assert "<script>alert" not in page.response.content.decode()
    assert typed in page.text.replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["Αλέξανδρος", "محمد علي", "王小明", "Đặng Thị Ngọc Ánh"])
def test_names_in_every_script_are_taken(browser: Browser, name: str) -> None:
    page = browser.answer(browser.start(), answer=name)
    assert page.instance == "citizen_id"


def test_a_date_that_is_not_one_keeps_its_boxes(browser: Browser) -> None:
    page = browser.go_on(browser.start(), until="born")
    wrong = browser.submit(page, "/q/", **{"answer-day": "31", "answer-month": "2", "answer-year": "1950"})
    assert "February 1950 has only 28 days" in wrong.text
    assert 'value="31"' in wrong.text
    assert 'href="#answer-day"' in wrong.text


def test_two_tabs_show_both_answers_and_either_can_be_taken(browser: Browser) -> None:
    tab = browser.start()
    browser.answer(tab, answer="Nguyễn Thị Ẩn")
    both = browser.answer(tab, answer="Nguyễn Văn B")
    assert both.status == 409
    assert "Nguyễn Thị Ẩn" in both.text
    assert "Nguyễn Văn B" in both.text
    page = browser.submit(both, "/q/")
    assert page.instance == "citizen_id"
    assert "Nguyễn Văn B" in browser.open(f"apply/{browser.application}/q/full_name/").text


def test_a_stale_check_is_not_taken(browser: Browser) -> None:
    review = browser.go_on(browser.start())
    browser.answer(browser.open(f"apply/{browser.application}/q/paid/"), answer="cash")
    again = browser.check(review)
    assert "An answer changed after you checked them" in again.text


@pytest.mark.parametrize("instance", ["bank", "nothing", "collectors.1.collector_name", "a" * 300, "%00", "é"])
def test_a_forged_step_leads_to_the_one_that_is_due(browser: Browser, instance: str) -> None:
    page = browser.start()
    _, hidden = page.form("/q/")
    address = f"/en/apply/{browser.application}/q/{instance}/"
    response = browser.client.post(address, hidden | {"answer": "x"}, follow=True)
    assert "This question is not asked in your application." in response.content.decode()
    assert "What is your full name?" in response.content.decode()


@pytest.mark.parametrize("revision", ["", "-1", "x", "99999999999", "٣", "1.5"])
def test_a_forged_revision_is_not_taken(browser: Browser, revision: str) -> None:
    page = browser.answer(browser.start(), answer="An", revision=revision)
    assert "What is your full name?" in page.text
    assert Application.objects.get().revision == 0


def test_somebody_elses_application_stays_closed(browser: Browser) -> None:
    browser.start()
    for path in ("", "q/full_name/", "reference/", f"file/{uuid4()}/"):
        page = Browser().open(f"apply/{browser.application}/{path}")
        assert page.status == 403
        assert "Enter its reference and secret number to go on." in page.text
        assert "full name" not in page.text


def test_an_expired_session_loses_nothing_typed(browser: Browser) -> None:
    page = browser.start()
    del browser.client.cookies["csrftoken"]
    again = browser.answer(page, answer="Nguyễn Thị Ẩn")
    assert again.status == 403
    assert "What you entered is still here." in again.text
    assert ">Nguyễn Thị Ẩn</p>" in again.text
    assert browser.submit(again, "/q/").instance == "citizen_id"


def test_a_lost_cookie_loses_nothing_typed(browser: Browser) -> None:
    page = browser.start()
    del browser.client.cookies["evenhand"]
    asked = browser.answer(page, answer="Nguyễn Thị Ẩn")
    assert asked.status == 403
    wrong = browser.submit(asked, "/resume/", reference=browser.reference, secret="00000000")
    assert wrong.status == 422
    again = browser.submit(wrong, "/resume/", reference=browser.reference, secret=browser.secret)
    assert "What you entered before is still here." in again.text
    assert browser.submit(again, "/q/").instance == "citizen_id"
    assert "Nguyễn Thị Ẩn" in browser.open(f"apply/{browser.application}/q/full_name/").text


def test_a_cookie_that_is_not_ours_holds_nothing(browser: Browser) -> None:
    page = browser.start()
    browser.client.cookies["evenhand"] = "eyJpZHMiOltdfQ:forged"
    assert browser.open(page.path).status == 403


def test_an_application_that_expired_says_so(browser: Browser) -> None:
    page = browser.start()
    Application.objects.update(expired_at=Application.objects.get().expires_at, values_sealed=b"")
    assert "was deleted because nobody went on with it" in browser.open(page.path).text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "This file is empty."),
        ("a.exe", b"MZ" + bytes(100), "We cannot take this kind of file."),
        ("a.jpg", b"%PDF-1.7", "The name of this file says JPG but it is a PDF."),
        ("a.pdf", b"%PDF-1.7" + bytes(11 * 1024 * 1024), "This file is larger than 10 MB."),
    ],
)
def test_a_file_that_is_not_what_it_says(browser: Browser, name: str, content: bytes, sentence: str) -> None:
    page = _asked_for_a_file(browser)
    refused = browser.give(page, content, name)
    assert refused.status == 422
    assert sentence in refused.text


def test_no_file_at_all(browser: Browser) -> None:
    page = _asked_for_a_file(browser)
    assert "Add a file." in browser.submit(page, "/files/").text
    assert "Add a file." in browser.submit(page, "/q/").text


def test_a_file_is_added_fetched_and_removed(browser: Browser) -> None:
    page = browser.give(_asked_for_a_file(browser), name="ảnh <b>.pdf")
    assert "ảnh <b>.pdf" in page.text
    link = page.form("/remove/")[0].removesuffix("remove/")
    response = browser.client.get(link)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response).startswith(b"%PDF")
    assert Browser().open(link).status == 403
    assert "ảnh" not in browser.submit(page, "/remove/").text


@pytest.mark.parametrize("secret", ["", "12", "0" * 8, "🎂", "a" * 1000])
def test_a_wrong_secret(browser: Browser, secret: str) -> None:
    browser.start()
    other = Browser("pt")
    page = other.submit(other.open("apply/resume/"), reference=browser.reference, secret=secret)
    assert page.status == 422
    assert browser.reference in page.text


@pytest.mark.parametrize("path", ["nothing/", "services/nothing/", "apply/x/", "apply/start/nothing/", "services/a'b/"])
def test_what_is_not_here_says_so_in_the_language(browser: Browser, path: str) -> None:
    browser.language = "vi"
    page = browser.open(path)
    assert page.status == 404
    assert "Không tìm thấy trang này" in page.text


@pytest.mark.parametrize("path", ["review/", "send/", "files/authorisation/"])
def test_what_is_only_sent_cannot_be_opened(browser: Browser, path: str) -> None:
    browser.start()
    assert browser.open(f"apply/{browser.application}/{path}").status == 405


def test_too_often_is_said(browser: Browser) -> None:
    browser.start()
    for _ in range(20):
        _send_feedback(browser)
    assert _send_feedback(browser) == 429


def test_nobody_asks_without_end(browser: Browser, settings: Settings) -> None:
    settings.REQUEST_LIMIT = "3/minute"
    assert [browser.open("services/").status for _ in range(5)] == [200, 200, 200, 429, 429]


def test_a_visit_ends_after_a_silence(browser: Browser) -> None:
    page = browser.start()
    clock.travel(clock.now() + timedelta(hours=1))
    browser.answer(page, answer="An")
    assert Touch.objects.count() == 2


def test_a_cookie_from_another_time_begins_a_new_visit(browser: Browser) -> None:
    browser.start()
    Application.objects.all().delete()
    Touch.objects.all().delete()
    assert browser.start().instance == "full_name"
    assert Touch.objects.count() == 1


def test_a_submitted_application_is_not_changed_any_more(browser: Browser) -> None:
    review = browser.go_on(browser.start())
    page = browser.open(f"apply/{browser.application}/q/paid/")
    browser.submit(browser.check(review), "/send/")
    assert "cannot be changed here" in browser.answer(page, answer="cash").text


def _send_feedback(browser: Browser) -> int:
    token = browser.client.cookies["csrftoken"].value
    return browser.client.post("/en/feedback/", {"csrfmiddlewaretoken": token, "score": "5"}).status_code


def _asked_for_a_file(browser: Browser) -> Page:
    browser.start()
    says = {
        "full_name": "An", "citizen_id": "001056001234", "born": "1/1/1954", "home": "12 Lê Lợi", "phone": "",
        "has_benefit": "no", "household": "poor", "household_paper": "", "collected_by": "somebody",
        "collectors.1.collector_name": "B", "collectors.1.collector_id": "001056001235",
        "collectors.1.collector_phone": "", "collectors": "done",
    }  # fmt: skip
    touch = touches.open("web", "en").id
    for instance, raw in says.items():
        applications.answer(browser.application, instance, 0, raw, touch=touch, keyed_by="citizen")
    page = browser.open(f"apply/{browser.application}/")
    assert page.instance == "authorisation"
    return page
