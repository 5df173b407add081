"""Every page in every language: translated, guarded, light."""

import gzip

import pytest
from babel.messages.catalog import Catalog
from django.test import Client

from services.look import words
from services.look.assets import STATIC
from tests.channels_web.conftest import Browser

PATHS = [
    "",
    "services/",
    "services/?q=huu+tri",
    "services/?q=zzz",
    "services/social-pension/",
    "apply/start/social-pension/",
    "apply/resume/",
    "track/",
    "feedback/",
    "accessibility/",
    "verify/",
    "privacy/",
]


@pytest.mark.parametrize("language", ["vi", "en", "pt"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens(catalogue: None, path: str, language: str) -> None:
    page = Browser(language).open(path)
    assert page.status == 200
    assert f'<html class="govuk-template" lang="{language}">' in page.text
    assert "style=" not in page.text
    assert "<script>" not in page.text
    assert "unsafe" not in page.response["Content-Security-Policy"]


def test_a_page_switches_to_the_same_page(catalogue: None) -> None:
    page = Browser("vi").open("services/?q=huu+tri")
    assert 'href="/pt/services/?q=huu+tri"' in page.text


def test_the_language_comes_first_and_is_remembered(catalogue: None) -> None:
    browser = Browser("pt")
    assert "Chọn ngôn ngữ" in browser.open("/").text
    browser.open("")
    assert browser.open("/").path == "/pt/"


def test_an_empty_catalogue_says_so(db: None) -> None:
    assert "There are no services here yet." in Browser().open("").text


@pytest.mark.parametrize("room", words.ROOMS)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_string_is_translated(room: str, language: str) -> None:
    catalogue = words.read(words.ROOT / room, language)
    said = {message.id: message for message in catalogue if message.id}
    wanted = {message.id for message in words.collected(words.ROOT / room) if message.id}
    assert wanted - set(said) == set()
    assert [message.id for message in said.values() if not message.string or message.fuzzy] == []
    assert _with_other_slots(catalogue) == []


def _with_other_slots(catalogue: Catalog) -> list[object]:
    return [m.id for m in catalogue if m.id and any(m.python_format and error for error in m.check(catalogue))]


def test_a_question_weighs_fifteen_kilobytes_at_most(browser: Browser) -> None:
    page = browser.start()
    html = len(gzip.compress(page.response.content))
    style = next(STATIC.glob("page.*.css.gz")).stat().st_size
    logo = next(STATIC.glob("logo.*.svg.gz")).stat().st_size
    scripts = sum(path.stat().st_size for path in STATIC.glob("*.mjs.gz"))
    assert html + style + logo < 15_000
    assert html + style + logo + scripts < 30_000


def test_an_error_of_ours_is_said_without_showing_it(monkeypatch: pytest.MonkeyPatch, catalogue: None) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("channels_web.views.public.queries.services", broken)
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    response = client.get("/pt/services/")
    assert response.status_code == 500
    assert "Algo correu mal do nosso lado" in response.content.decode()
    assert "secret of ours" not in response.content.decode()
