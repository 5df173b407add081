"""A whole application in a real browser, in each language: in full, without JavaScript, on a small screen, enlarged."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.applicant import BIRTH, PENSION, Applicant, looker, press

Visit = Callable[..., Page]


def test_from_the_service_to_the_receipt(visit: Visit) -> None:
    applicant = Applicant(visit(), "vi", PENSION, looker("pension-vi", axe=True))
    applicant.apply("social-pension")
    assert "collectors.1.collector_name" in applicant.seen


def test_the_second_service(visit: Visit) -> None:
    applicant = Applicant(visit(), "vi", BIRTH, looker("birth-vi", axe=True), tries_nothing=False)
    applicant.apply("birth-registration")
    assert {"own_statement", "merit_household", "siblings"} <= set(applicant.seen)


def test_without_javascript(visit: Visit) -> None:
    look = looker("pension-no-javascript", axe=False)
    Applicant(visit(javascript=False), "vi", PENSION, look, tries_nothing=False).apply("social-pension")


def test_on_a_small_screen(visit: Visit) -> None:
    look = looker("pension-320", axe=True)
    Applicant(visit(width=320), "en", PENSION, look, tries_nothing=False).apply("social-pension")


def test_with_text_twice_as_large(visit: Visit) -> None:
    look = looker("pension-200-percent", axe=True)
    applicant = Applicant(visit(width=1280, zoom=2), "pt", PENSION, look, tries_nothing=False)
    applicant.apply("social-pension")


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.goto("/en/apply/start/social-pension/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "language"
    page.keyboard.press("Enter")
    page.wait_for_url("**/reference/**")


def test_the_focus_goes_to_what_is_wrong(visit: Visit) -> None:
    page = visit()
    page.goto("/en/track/")
    press(page, "main form button")
    page.wait_for_function("document.activeElement.className === 'govuk-error-summary'")
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "reference"
