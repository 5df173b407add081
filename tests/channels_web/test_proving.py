"""Showing who one is on a page, without JavaScript: what can be done, what is wrong, and nothing of the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from config.headless import Page
from services.people.models import ProofCode
from tests.channels_web.conftest import Browser
from tests.services.casework.proving import code_of, deliver, pin_of
from tests.services.people.proving import carried


@pytest.fixture(autouse=True)
def ways_open(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PROOF_CARRIERS = carried.CARRIERS
    settings.LETTERS_FOLDER = tmp_path / "letters"
    yield
    carried.forget()


def proving(browser: Browser) -> Page:
    """Everything was checked."""
    return browser.submit(browser.go_on(browser.start()), "/review/")


def texted(browser: Browser, page: Page, number: str = "0912 345 678") -> Page:
    return browser.submit(page, "/prove/ask/", way="sms", number=number)


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
def test_from_the_check_to_the_receipt(catalogue: None, language: str) -> None:
    browser = Browser(language)
    page = browser.submit(proving(browser), "/prove/ask/", way="letter")
    page = browser.submit(page, "/prove/pin/", pin=pin_of(browser.application))
    page = texted(browser, page)
    declare = browser.submit(page, "/prove/code/", code=code_of(browser.application))
    assert carried.WENT[0][0] == "+84912345678"
    assert browser.reference in browser.submit(declare, "/send/").text


def test_what_is_asked_of_them_is_said_first(browser: Browser) -> None:
    page = proving(browser)
    assert page.heading == "Show who you are"
    for said in ("A letter to your home", "A code to a telephone", "Call me and say a code", "to a landline we say it"):
        assert said in page.text
    assert "/prove/pin/" not in page.html
    assert "/send/" not in page.html


def test_the_page_never_shows_where_the_letter_went(browser: Browser) -> None:
    browser.submit(proving(browser), "/prove/ask/", way="letter")
    deliver(browser.application)
    page = browser.open(f"apply/{browser.application}/")
    assert "is on its way to the address where you are registered" in page.text
    assert "Lê Lợi" not in page.text


def test_a_wrong_code_is_said_at_its_field_and_stays_there(browser: Browser) -> None:
    page = texted(browser, proving(browser))
    code = code_of(browser.application)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    refused = browser.submit(page, "/prove/code/", code=wrong)
    assert refused.status == 422
    assert 'href="#code"' in refused.html
    assert "This is not the number we sent you last" in refused.text
    assert f'value="{wrong}"' in refused.html
    assert "Done" in browser.submit(refused, "/prove/code/", code=code).text


def test_too_short_a_code_is_no_attempt(browser: Browser) -> None:
    page = texted(browser, proving(browser))
    assert "It has 6 digits" in browser.submit(page, "/prove/code/", code="12").text
    assert ProofCode.objects.get().attempts == 0


@pytest.mark.parametrize("number", ["", "12", "\x00", "9" * 500])
def test_what_is_no_number_is_said_at_its_field(browser: Browser, number: str) -> None:
    refused = texted(browser, proving(browser), number)
    assert refused.status == 422
    assert 'href="#number"' in refused.html
    assert not ProofCode.objects.exists()


def test_what_was_typed_stays(browser: Browser) -> None:
    assert 'value="0912 34"' in texted(browser, proving(browser), "0912 34").html


def test_too_many_codes_are_said_at_the_number(browser: Browser) -> None:
    page = proving(browser)
    for _ in range(5):
        page = texted(browser, page)
    refused = texted(browser, page)
    assert refused.status == 429
    assert "too many attempts" in refused.text
    assert 'value="0912 345 678"' in refused.html


def test_too_many_letters_are_said(browser: Browser) -> None:
    page = proving(browser)
    for _ in range(3):
        page = browser.submit(page, "/prove/ask/", way="letter")
    refused = browser.submit(page, "/prove/ask/", way="letter")
    assert refused.status == 429
    assert "too many attempts" in refused.text


def test_a_code_that_did_not_go_out_is_said(browser: Browser) -> None:
    carried.FAILS.append(carried.Odd("permanent"))
    texted(browser, proving(browser))
    deliver(browser.application)
    page = browser.open(f"apply/{browser.application}/")
    assert "The code did not go out" in page.text
    assert "/prove/code/" not in page.html


def test_whom_no_register_knows_is_told_what_to_check(browser: Browser) -> None:
    review = browser.go_on(browser.start(), citizen_id={"answer": "001 056 000 000"})
    browser.submit(browser.submit(review, "/review/"), "/prove/ask/", way="letter")
    deliver(browser.application)
    assert "We found nobody in the register" in browser.open(f"apply/{browser.application}/").text


def test_the_number_they_gave_stands_there_already(browser: Browser) -> None:
    review = browser.go_on(browser.start(), phone={"answer": "0912 345 678"})
    assert 'value="+84912345678"' in browser.submit(review, "/review/").html


def test_their_date_is_held_while_the_letter_travels(browser: Browser) -> None:
    page = proving(browser)
    assert "Hold your date now" in page.text
    assert "Your date is held" in browser.submit(page, "/hold/").text
    assert "Hold your date now" not in browser.open(f"apply/{browser.application}/").text


def test_where_nothing_leads_on_it_is_said(browser: Browser, settings: Settings) -> None:
    settings.RESIDENTS = ""
    page = proving(browser)
    assert "Your answers are kept. Call us" in page.text
    assert "/prove/" not in page.html


@pytest.mark.parametrize("demo", [True, False])
def test_where_nothing_is_posted_it_is_said_where_the_letter_lies(
    browser: Browser, settings: Settings, demo: bool
) -> None:
    settings.DEMO = demo
    assert (str(settings.LETTERS_FOLDER) in proving(browser).text) == demo


@pytest.mark.parametrize("way", ["", "pigeon", "letter\x00"])
def test_a_forged_way_is_refused(browser: Browser, way: str) -> None:
    page = proving(browser)
    assert browser.submit(page, "/prove/ask/", way=way, number="0912 345 678").status == 422
    assert not ProofCode.objects.exists()


def test_another_browser_asks_for_nothing(browser: Browser) -> None:
    page = proving(browser)
    action, hidden = page.form("/prove/ask/")
    stranger = Browser()
    stranger.open("track/")
    hidden["csrfmiddlewaretoken"] = stranger.client.cookies["csrftoken"].value
    stranger.client.post(action, hidden | {"way": "letter"})
    assert not ProofCode.objects.exists()


@pytest.mark.parametrize("place", ["ask", "pin", "code"])
def test_its_addresses_opened_by_hand_lead_back(browser: Browser, place: str) -> None:
    proving(browser)
    assert browser.open(f"apply/{browser.application}/prove/{place}/").heading == "Show who you are"


def test_pressed_twice_it_goes_on(browser: Browser) -> None:
    page = texted(browser, proving(browser))
    code = code_of(browser.application)
    first, second = (browser.submit(page, "/prove/code/", code=code) for _ in range(2))
    assert [(page.status, page.text.count("Done")) for page in (first, second)] == [(200, 1), (200, 1)]


def test_a_turn_costs_twelve_statements_at_most(
    browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = proving(browser)
    with django_assert_max_num_queries(12):
        browser.client.get(page.path)
    action, hidden = page.form("/prove/ask/")
    savepoints = 2  # in this test; a request has none
    for way in ("letter", "sms", "letter"):
        with django_assert_max_num_queries(12 + savepoints):
            browser.client.post(action, hidden | {"way": way, "number": "0912 345 678"})
    action, hidden = browser.open(f"apply/{browser.application}/").form("/prove/pin/")
    pin = pin_of(browser.application)
    with django_assert_max_num_queries(12 + savepoints):
        assert browser.client.post(action, hidden | {"pin": pin}).status_code == 302
