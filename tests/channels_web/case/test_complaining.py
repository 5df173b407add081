"""A complaint about a door: led to from a case, its reference filled in, a service like any other."""

from __future__ import annotations

import pytest

from services.casework.models import AnswerRow, Application, Case
from services.catalogue import samples
from tests.channels_web.conftest import Browser

SAYS = {
    "door": {"answer": "sms"},
    "what": {"answer": "sent_elsewhere"},
    "happened": {"answer": "I was told to go online."},
    "right": {"answer": ""},
    "proof": {},
    "your_name": {"answer": ""},
    "email": {"answer": ""},
    "phone": {"answer": ""},
}


@pytest.fixture(autouse=True)
def offered(db: None) -> None:
    samples.load("channel-complaint", "social-pension")


def begin(browser: Browser, about: str) -> None:
    browser.submit(browser.open(f"apply/start/channel-complaint/?about={about}"), "", language="en")


def test_the_reference_is_filled_in_for_the_person_to_check(hers: Browser, case: Case) -> None:
    page = hers.open(f"track/{case.application_id}/")
    assert f"channel-complaint/?about={case.reference}" in page.text
    begin(hers, case.reference)
    review = hers.go_on(hers.open(f"apply/{hers.application}/"), "", **SAYS)
    assert review.text.count(case.reference[:4]) == 1
    assert AnswerRow.objects.get(instance="about_reference").source == "link"
    hers.submit(hers.check(review), "/send/")
    complaint = Case.objects.get(case_type="channel-complaint")
    assert complaint.authority is not None and complaint.authority.slug == "parity-office"
    assert complaint.deadline.silence == "escalate"


@pytest.mark.parametrize("about", ["", "123", "482719356029", "%00", "<b>", "a" * 5000])
def test_what_is_no_reference_fills_in_nothing(about: str) -> None:
    browser = Browser()
    begin(browser, about)
    assert Application.objects.count() == 1
    assert not AnswerRow.objects.exists()


def test_a_service_that_does_not_ask_for_it_begins_all_the_same(case: Case) -> None:
    browser = Browser()
    browser.submit(browser.open(f"apply/start/social-pension/?about={case.reference}"), "", language="en")
    assert not AnswerRow.objects.filter(application=browser.application).exists()


def test_a_complaint_leads_to_no_complaint(case: Case) -> None:
    browser = Browser()
    begin(browser, case.reference)
    review = browser.go_on(browser.open(f"apply/{browser.application}/"), "", **SAYS)
    browser.submit(browser.check(review), "/send/")
    assert "?about=" not in browser.open(f"track/{browser.application}/").text
