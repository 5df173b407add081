"""Whoever is asked for the secret goes on where they were going; forgetting forgets everything."""

from __future__ import annotations

from django.core import signing

from channels_web.visitor import COOKIE, SALT
from services.casework.models import Case
from tests.channels_web.case.conftest import holding
from tests.channels_web.conftest import Browser
from tests.services.casework.conftest import Applicant


def secret_of(applicant: Applicant) -> dict[str, str]:
    return {"reference": applicant.started.application.reference, "secret": applicant.started.secret}


def test_the_secret_leads_to_the_page(case: Case, applicant: Applicant) -> None:
    browser = Browser()
    page = browser.submit(browser.open("track/"), "", **secret_of(applicant))
    assert page.path == f"/en/track/{case.application_id}/"


def test_one_goes_on_where_one_was_going(case: Case, applicant: Applicant) -> None:
    browser = Browser()
    wanted = f"/en/track/{case.application_id}/withdraw/"
    page = browser.submit(browser.open(wanted), "", **secret_of(applicant))
    assert page.path == wanted


def test_what_was_to_be_done_waits_for_the_secret(hers: Browser, case: Case, applicant: Applicant) -> None:
    page = hers.open(f"track/{case.application_id}/withdraw/")
    del hers.client.cookies["evenhand"]
    again = hers.submit(hers.submit(page, "/withdraw/"), "/resume/", **secret_of(applicant))
    assert "Send it once more" in again.text
    assert "Your application is withdrawn." in hers.submit(again, "/withdraw/").text


def test_it_leads_nowhere_else(case: Case, applicant: Applicant) -> None:
    browser = Browser()
    page = browser.open(f"track/{case.application_id}/")
    where = f"https://evil.example/{case.application_id}/"
    sent = browser.submit(page, "", **secret_of(applicant), where=where)
    assert sent.path == f"/en/track/{case.application_id}/"


def test_forgotten_it_holds_no_part_either(case: Case) -> None:
    browser = holding(Browser(), case.application_id, parties=[7])
    browser.submit(browser.open(f"track/{case.application_id}/"), "/forget/")
    assert browser.open(f"track/{case.application_id}/").status == 403
    assert browser.open("track/party/7/").status == 403


def test_a_cookie_of_before_still_holds_its_applications(case: Case) -> None:
    browser = Browser()
    said = {"ids": [str(case.application_id)], "touch": "", "seen": 0}
    browser.client.cookies[COOKIE] = signing.dumps(said, salt=SALT)
    assert browser.open(f"track/{case.application_id}/").status == 200
