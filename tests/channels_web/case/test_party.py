"""Somebody else who is asked: their own page by their own secret, and nothing of what the applicant said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import parties
from services.casework.clocks import claiming
from services.casework.models import Case, Party
from services.record import clock
from tests.channels_web.case.conftest import holding
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast


@pytest.fixture
def landlord(case: Case, cast: Cast) -> Party:
    named = Party.objects.create(
        application=case.application, role="landlord", must=["sign"], silence="escalate", language="vi"
    )
    return parties.reach(cast.ann, named.pk, "email", "bao@example.org")


@pytest.fixture
def his(landlord: Party) -> Browser:
    return holding(Browser(), parties=[landlord.pk])


def test_reference_and_secret_open_their_page(landlord: Party) -> None:
    secret, browser = parties.new_secret(landlord), Browser()
    page = browser.submit(browser.open("track/"), "", reference=landlord.reference, secret=secret)
    assert page.path == f"/en/track/party/{landlord.pk}/"
    assert "Apply for the social pension" in page.text
    assert "You can answer until" in browser.open("track/").text


def test_nothing_the_applicant_said_is_there(his: Browser, landlord: Party) -> None:
    text = his.open(f"track/party/{landlord.pk}/").text
    for said in ("Nguyễn Thị Ẩn", "001 056 001 234", "Agribank", "Lê Lợi", landlord.application.reference):
        assert said not in text
    assert "You are asked to sign." in text


def test_they_agree_once_and_have_a_receipt(his: Browser, landlord: Party) -> None:
    page = his.open(f"track/party/{landlord.pk}/")
    for answer in ("yes", "no"):
        assert "You agreed on" in his.submit(page, "", answer=answer).text
    landlord.refresh_from_db()
    assert landlord.state == Party.State.CONFIRMED


def test_who_refuses_may_say_why(his: Browser, landlord: Party, hers: Browser) -> None:
    page = his.submit(his.open(f"track/party/{landlord.pk}/"), "", answer="no", words="I know nothing of it.")
    assert "you said that you do not agree" in page.text
    assert "I know nothing of it." in page.text
    seen = hers.open(f"track/{landlord.application_id}/").text
    assert "landlord: has answered" in seen
    assert "I know nothing of it." not in seen


@pytest.mark.parametrize(("answer", "words"), [("", "Why?"), ("perhaps", ""), ("yes", "a" * 6000)])
def test_what_is_missing_is_said(his: Browser, landlord: Party, answer: str, words: str) -> None:
    page = his.submit(his.open(f"track/party/{landlord.pk}/"), "", answer=answer, words=words)
    assert page.status == 422
    assert words in page.text
    landlord.refresh_from_db()
    assert landlord.state == Party.State.INVITED


def test_too_late(his: Browser, landlord: Party) -> None:
    page = his.open(f"track/party/{landlord.pk}/")
    clock.set_offset(timedelta(days=60))
    claiming.lapse_limits()
    holding(his, parties=[landlord.pk])
    refused = his.submit(page, "", answer="yes")
    assert refused.status == 409
    assert "The time to answer is over." in refused.text
    assert "That time is over." in his.open(f"track/party/{landlord.pk}/").text


def test_their_secret_opens_nothing_of_the_applicants(his: Browser, landlord: Party) -> None:
    assert his.open(f"track/{landlord.application_id}/").status == 403
    assert his.open(f"apply/{landlord.application_id}/").status == 403
