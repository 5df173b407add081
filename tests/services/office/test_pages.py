"""Every page on the way in, in every language: translated, and nothing in it that the browser would refuse."""

import re

import pytest
from pytest_django import Settings

from config.headless import Headless, Page
from services.look import words
from services.people.models import User
from tests.services.office.conftest import code, signing_in, speaking

pytestmark = pytest.mark.django_db

OUTSIDE = ["sign-in/", "sign-in/closed/", "sign-in/cancelled/", "sign-in/failed/", "sign-in/?ended=yes&signed_out=yes"]
INSIDE = [
    "",
    "sign-out/",
    "second-factor/",
    "second-factor/app/remove/",
    "second-factor/codes/new/",
    "second-factor/keys/new/",
]
INLINE = re.compile(r"""<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*(\ssrc=|type="application/json"))""")


def check(page: Page, language: str) -> None:
    """It speaks this language alone, and holds nothing inline."""
    assert f'<html class="govuk-template" lang="{language}">' in page.html
    assert not INLINE.search(page.html)
    assert "unsafe" not in page.response["Content-Security-Policy"]
    said = [message.id for message in words.collected(words.ROOT / "services/office") if message.id]
    plain = [each for each in said if isinstance(each, str) and " " in each and "%(" not in each]
    assert language == "en" or [each for each in plain if each in page.text] == []


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
@pytest.mark.parametrize("path", OUTSIDE)
def test_pages_before_the_door(path: str, language: str) -> None:
    check(speaking(language).open(f"/office/{path}"), language)


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
def test_pages_behind_it(an: User, language: str) -> None:
    browser = speaking(language)
    check(signing_in(browser, an, "something else"), language)
    check(signing_in(browser, an), language)
    wrong = browser.submit(browser.open("/office/second-factor/code/"), "/code/", code="000000")
    check(wrong, language)
    browser.submit(wrong, "/code/", code=code())
    for path in INSIDE:
        page = browser.open(f"/office/{path}")
        assert page.status == 200
        check(page, language)


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
def test_setting_up(maria: User, settings: Settings, language: str) -> None:
    settings.DEMO = True
    browser = speaking(language)
    check(signing_in(browser, maria), language)
    page = browser.open("/office/second-factor/app/")
    check(page, language)
    secret = re.findall(r"<code>(\w{32})</code>", page.html)[0]
    check(browser.submit(page, "/second-factor/app/", code=code(secret)), language)
    check(browser.open("/office/second-factor/codes/"), language)
    check(browser.open("/office/second-factor/"), language)


def test_the_switch_leads_to_the_same_page_and_is_remembered() -> None:
    browser = Headless()
    page = browser.open("/office/sign-in/?next=/office/")
    assert '"/office/language/vi/?next=/office/sign-in/%3Fnext%3D/office/"' in page.html
    assert browser.open("/office/language/vi/?next=/office/sign-in/").heading == "Đăng nhập"
    assert browser.open("/office/sign-in/").heading == "Đăng nhập"


def test_the_switch_leads_nowhere_else() -> None:
    browser = Headless()
    for address in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        response = browser.client.get("/office/language/pt/", {"next": address})
        assert response["Location"] == "/office/"
    assert browser.open("/office/language/xx/").status == 404


def test_too_often_is_a_page_of_ours(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    browser = Headless()
    for _ in range(2):
        page = browser.submit(browser.open("/office/sign-in/"), "/sign-in/", login="a@b.example", password="x")
    assert page.status == 429 and page.heading == "That was very often in a short time"
