"""What a person sees of the law, in each language: before they start, while they answer, before they send, after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.applicant import BIRTH, PENSION, Applicant, in_every_language, looker, press
from tests.browser.conftest import Demonstration

Visit = Callable[..., Page]
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en", "pt"])
SAYS = BIRTH | {"father_known": "yes", "father_name": "Lê Minh", "father_born": "1/1/1995", "disabled_parent": "no"}
SAYS |= {"father_ethnicity": "Kinh", "father_nationality": "Việt Nam", "father_home": "Thôn 3", "married": "no"}

TARIFF = {"on_bill": "no", "holder": "me", "home_use": "yes", "power": "3,45", "has_benefit": "yes"}


def test_fees_parties_and_the_deadline(visit: Visit) -> None:
    look = in_every_language(looker("law", axe=True, questions=False))
    applicant = Applicant(visit(width=390), "vi", SAYS, look, tries_nothing=False)
    applicant.apply("birth-registration")
    text = applicant.page.locator("main").inner_text()
    assert "Lê Minh" in text
    assert "16" in text  # two copies


@LANGUAGES
def test_a_date_is_held(visit: Visit, language: str) -> None:
    applicant = Applicant(
        visit(width=390), language, PENSION, looker(f"held-{language}", axe=True, questions=False), tries_nothing=False
    )
    applicant.page.goto(f"/{language}/apply/start/social-pension/")
    press(applicant.page, "main form button")
    press(applicant.page, "main a.govuk-button")
    for name in ("full_name", "citizen_id", "born"):
        applicant.answer(name)
    press(applicant.page, "main form[action$='/hold/'] button")
    applicant.look(applicant.page, "held")
    press(applicant.page, "main a.govuk-button")
    applicant.look(applicant.page, "going-on")
    applicant.open("track/", "tracked")


@LANGUAGES
def test_what_one_is_owed(visit: Visit, language: str) -> None:
    applicant = Applicant(visit(width=390), language, {}, looker(f"owed-{language}", axe=True))
    applicant.open("owed/", "asked")
    page = applicant.page
    for part, value in (("day", "27"), ("month", "3"), ("year", "1950")):
        page.fill(f"[name=birth-date-{part}]", value)
    page.check("[name=receives-pension][value=no]")
    press(page, "main form button")
    applicant.look(page, "found")
    assert page.locator("main a[href$='/services/social-pension/']").count() == 1


def test_a_service_that_is_stopped(visit: Visit, demonstration: Demonstration) -> None:
    demonstration.command("services", "stop", "household-business")
    try:
        for language in ("vi", "en", "pt"):
            applicant = Applicant(visit(), language, {}, looker(f"stopped-{language}", axe=True))
            applicant.open("services/household-business/", "service")
            assert applicant.page.locator(".govuk-button--start").count() == 0
            applicant.page.goto(f"/{language}/apply/start/household-business/")
            press(applicant.page, "main form button")
            applicant.look(applicant.page, "start")
    finally:
        demonstration.command("services", "go-on", "household-business")


def test_an_enquiry_ends_with_an_answer_and_no_case(visit: Visit) -> None:
    look = looker("enquiry-pt", axe=True)
    applicant = Applicant(visit(width=390), "pt", TARIFF, look, tries_nothing=False)
    applicant.open("services/electricity-social-tariff/", "service")
    press(applicant.page, ".govuk-button--start")
    press(applicant.page, "main form button")
    press(applicant.page, "main a.govuk-button")
    while instance := applicant.asked():
        applicant.answer(instance)
    look(applicant.page, "found")
