"""The main job: somebody applies, without JavaScript, in their language."""

import pytest
from pytest_django import DjangoAssertNumQueries

from services.casework.models import Application, Case, Touch
from tests.channels_web.conftest import SAYS, Browser


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
def test_from_the_start_to_the_receipt(catalogue: None, language: str) -> None:
    browser = Browser(language)
    review = browser.go_on(browser.start())
    assert "Nguyễn Thị Ẩn" in review.text
    done = browser.submit(browser.check(review), "/send/")
    case = Case.objects.get()
    assert browser.reference in done.text
    assert browser.reference.replace(" ", "") == case.reference
    touch = Touch.objects.get()
    assert (touch.channel, touch.language, touch.assisted) == ("web", language, False)


def test_double_click_on_send_gives_one_receipt(browser: Browser) -> None:
    declare = browser.check(browser.go_on(browser.start()))
    first, second = browser.submit(declare, "/send/"), browser.submit(declare, "/send/")
    assert browser.reference in first.text
    assert browser.reference in second.text
    assert Case.objects.count() == 1


def test_one_answer_is_changed_from_the_check(browser: Browser) -> None:
    browser.go_on(browser.start())
    page = browser.open(f"apply/{browser.application}/q/paid/")
    assert 'value="bank" checked' in page.text
    review = browser.answer(page, answer="cash")
    assert "In cash" in review.text
    assert "Agribank" not in review.text


def test_somebody_too_young_is_told_why_and_what_to_do(browser: Browser) -> None:
    page = browser.go_on(browser.start(), until="born")
    refused = browser.submit(page, "/q/", **{"answer-day": "1", "answer-month": "1", "answer-year": "2000"})
    assert "begins at 70" in refused.text
    assert f"/en/apply/{browser.application}/q/born/" in refused.text


def test_back_leads_to_the_question_before(browser: Browser) -> None:
    page = browser.go_on(browser.start(), until="born")
    assert f'/en/apply/{browser.application}/q/citizen_id/">Back' in page.text
    assert 'value="001 056 001 234"' in browser.open(f"apply/{browser.application}/q/citizen_id/").text


def test_people_who_collect_are_listed_changed_and_removed(browser: Browser) -> None:
    says = {
        "collected_by": {"answer": "somebody"},
        "collector_name": {"answer": "Lê Văn B"},
        "collector_id": {"answer": "001056001235"},
        "collector_phone": {"answer": ""},
    }
    page = browser.go_on(browser.start(), until="collectors", **says)
    assert "Lê Văn B" in page.text
    added = browser.submit(page, "/q/", answer="add")
    page = browser.go_on(added, until="collectors", **(says | {"collector_name": {"answer": "Trần Thị C"}}))
    assert "Trần Thị C" in page.text
    removed = browser.submit(page, "/q/", remove="1")
    assert "Lê Văn B" not in removed.text
    assert "Trần Thị C" in removed.text


def test_saved_and_come_back_to_from_another_device(browser: Browser) -> None:
    browser.go_on(browser.start(), until="home")
    other = Browser("vi")
    page = other.submit(other.open("apply/resume/"), reference=browser.reference, secret=browser.secret)
    assert "Ông bà ở đâu?" in page.text


def test_the_secret_is_shown_once(browser: Browser) -> None:
    browser.start()
    page = browser.open(f"apply/{browser.application}/reference/")
    assert browser.secret not in page.text
    new = browser.submit(page)
    assert "Secret number" in new.text
    assert browser.secret not in new.text


def test_tracked_by_its_own_browser_and_forgotten(browser: Browser) -> None:
    browser.start()
    assert browser.reference in browser.open("track/").text
    browser.client.post("/en/apply/forget/", {"csrfmiddlewaretoken": browser.client.cookies["csrftoken"].value})
    assert browser.reference not in browser.open("track/").text
    assert Application.objects.exists()


def test_a_turn_costs_twelve_statements_at_most(
    browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = browser.go_on(browser.start(), until="citizen_id")
    action, hidden = page.form("/q/")
    with django_assert_max_num_queries(12):
        browser.client.get(page.path)
    with django_assert_max_num_queries(12):
        response = browser.client.post(action, hidden | SAYS["citizen_id"])
    assert response.status_code == 302


def test_evidence_that_comes_later(browser: Browser) -> None:
    born = {"answer-day": "27", "answer-month": "3", "answer-year": "1954"}
    page = browser.go_on(browser.start(), "household_paper", born=born, household={"answer": "poor"})
    assert "until when we need it" in page.text
    page = browser.go_on(browser.submit(page, "/q/", later="later"))
    assert "Comes later" in page.text
    sent = browser.submit(browser.check(page), "/send/")
    assert "What we still need from you" in sent.text
    case = Case.objects.get()
    assert case.waiting and "waiting for something from you" in browser.open(f"track/{case.application_id}/").text


def test_where_it_is_here_it_does_not_come_later(browser: Browser) -> None:
    born = {"answer-day": "27", "answer-month": "3", "answer-year": "1954"}
    page = browser.go_on(browser.start(), "household_paper", born=born, household={"answer": "poor"})
    assert "until when we need it" not in browser.give(page).text
