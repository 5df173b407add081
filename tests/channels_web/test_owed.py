"""What am I owed, on one page and the next."""

from __future__ import annotations

import pytest

from tests.channels_web.conftest import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]
AT_76 = {"birth-date-day": "27", "birth-date-month": "3", "birth-date-year": "1950", "receives-pension": "no"}


SAID = {"en": "You seem to be entitled", "vi": "Có vẻ quý vị được hưởng", "pt": "Parece ter direito"}


@pytest.mark.parametrize(("code", "said"), SAID.items())
def test_a_few_answers_and_one_knows(browser: Browser, code: str, said: str) -> None:
    browser.language = code
    page = browser.submit(browser.open("owed/"), **AT_76)
    assert page.status == 200
    assert said in page.text


def test_nothing_at_all_gets_a_sentence(browser: Browser) -> None:
    page = browser.submit(browser.open("owed/"))
    assert page.status == 422
    assert "Answer at least one of the questions." in page.text


def test_what_is_wrong_is_said_at_its_question_and_nothing_typed_is_lost(browser: Browser) -> None:
    page = browser.submit(browser.open("owed/"), **AT_76 | {"birth-date-month": "13"}, **{"home-place": "Ba Đình"})
    assert page.status == 422
    assert 'value="13"' in page.html
    assert 'value="Ba Đình"' in page.html


def test_a_place_nobody_knows(browser: Browser) -> None:
    page = browser.submit(browser.open("owed/"), **{"home-place": "Atlantis"})
    assert page.status == 422
    assert "We do not know this place." in page.text


def test_a_forged_choice(browser: Browser) -> None:
    page = browser.submit(browser.open("owed/"), **{"household-poverty": "royal"})
    assert page.status == 422
    assert "Choose one of the answers in the list." in page.text
