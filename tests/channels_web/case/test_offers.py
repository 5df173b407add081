"""The next services: begun with what is known, or left; never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels_web.visitor import COOKIE
from config.headless import Page
from services.casework.models import Application, Offer
from tests.channels_web.case.conftest import holding
from tests.channels_web.conftest import Browser
from tests.services.casework.test_offering import offers

pytestmark = pytest.mark.django_db


def where(offer: Offer) -> str:
    return f"track/{offer.case.application_id}/offer/{offer.pk}/"


def begin(browser: Browser, page: Page) -> Page:
    return browser.submit(page, "", refuse=[], begin="yes")


def test_offered_and_begun_with_what_is_known(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    browser = holding(Browser(), offer.case.application_id)
    assert f"/en/{where(offer)}" in browser.open(f"track/{offer.case.application_id}/").text
    noted = begin(browser, browser.open(where(offer)))
    assert "Secret number" in noted.text
    assert browser.open(f"apply/{browser.application}/").instance == "photo"
    assert "You have begun this." in browser.open(f"track/{offer.case.application_id}/").text


def test_a_proposal_leads_to_the_check(tmp_path: Path) -> None:
    offer = offers(tmp_path, silence="accepted")["allowance"]
    browser = holding(Browser(), offer.case.application_id)
    page = browser.open(where(offer))
    assert "it counts as accepted" in page.text
    begin(browser, page)
    assert "Nguyễn Văn Á" in browser.open(f"apply/{browser.application}/").text


def test_two_clicks_begin_it_once_and_lead_to_it(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    browser = holding(Browser(), offer.case.application_id)
    page = browser.open(where(offer))
    before = browser.client.cookies[COOKIE].value
    begin(browser, page)
    browser.client.cookies[COOKIE] = before  # the second click left before the first answer came
    second = begin(browser, page)
    taken = Application.objects.exclude(pk=offer.case.application_id).get()
    assert second.path == f"/en/apply/{taken.pk}/"
    assert browser.application == taken.pk


def test_another_browser_is_told_that_it_was_begun(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    first, other = (holding(Browser(), offer.case.application_id) for _ in range(2))
    page = other.open(where(offer))
    begin(first, first.open(where(offer)))
    told = begin(other, page)
    assert told.status == 409
    assert "You have begun this already, under" in told.text
    assert other.application == offer.case.application_id


def test_no_thanks(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    browser = holding(Browser(), offer.case.application_id)
    page = browser.open(where(offer))
    for _ in range(2):
        assert "you do not want this" in browser.submit(page, "", refuse="yes").text
    assert browser.open(where(offer)).status == 409
    assert Application.objects.count() == 1
