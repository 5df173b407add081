"""What a person sees of their case: in Vietnamese on a phone, in English on a large screen, everywhere the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.applicant import Applicant, looker, press
from tests.browser.conftest import Demonstration

Visit = Callable[..., Page]
Scene = dict[str, list[str]]


@pytest.fixture(scope="module")
def scene(demonstration: Demonstration) -> Scene:
    told: Scene = demonstration.played("lives")
    return told


@pytest.fixture
def somebody(visit: Visit, request: pytest.FixtureRequest) -> Applicant:
    language, width = request.param
    look = looker(f"case-{language}-{width}", axe=True)
    return Applicant(visit(width=width), language, {}, look, tries_nothing=False)


TWO = pytest.mark.parametrize("somebody", [("vi", 390), ("en", 1280)], indirect=True, ids=["vi-390", "en-1280"])


def come_back(somebody: Applicant, known: list[str]) -> str:
    """By reference and secret; where their page is."""
    reference, secret, _ = known
    somebody.page.goto(f"/{somebody.language}/track/")
    somebody.page.fill("[name=reference]", reference)
    somebody.page.fill("[name=secret]", secret)
    press(somebody.page, "main form button")
    return somebody.page.url.partition(f"/{somebody.language}/")[2]


@TWO
def test_every_page_of_a_case(somebody: Applicant, scene: Scene) -> None:
    page, look = somebody.page, somebody.look
    asked = come_back(somebody, scene["asked"])
    look(page, "asked-and-late")
    for name in ("correct", "withdraw", "contact"):
        somebody.open(f"{asked}{name}/", name)
    somebody.page.goto(f"/{somebody.language}/{asked}correct/")
    press(page, "main form button")
    look(page, "correct-nothing")
    refused = come_back(somebody, scene["refused"])
    look(page, "refused-and-objected")
    assert page.locator(f"main a[href*='{refused}object/']").count() == 0
    come_back(somebody, scene["granted"])
    look(page, "granted")
    press(page, "main a[href*='/offer/']")
    look(page, "offer")
    page.go_back()
    press(page, "main a[href*='/message/']")
    look(page, "message")
    page.go_back()
    press(page, "main a[href*='/way/']")
    look(page, "way")
    page.go_back()
    press(page, "main a[href*='/object/']")
    look(page, "object")
    press(page, "main form button")
    look(page, "object-nothing")
    somebody.open("track/", "list")


def test_answering_what_was_asked(visit: Visit, scene: Scene) -> None:
    somebody = Applicant(visit(width=320), "pt", {}, looker("case-pt-320", axe=True), tries_nothing=False)
    page, look = somebody.page, somebody.look
    come_back(somebody, scene["asked"])
    press(page, "main a.govuk-button")
    somebody.says = {"paid": "cash", "q1": "Rua Lê Lợi", "q2": "file"}
    while instance := somebody.asked():
        somebody.answer(instance)
    look(page, "check")
    press(page, "main form button")
    look(page, "sent")


@TWO
def test_the_page_of_somebody_else(somebody: Applicant, scene: Scene) -> None:
    page, look = somebody.page, somebody.look
    come_back(somebody, scene["landlord"])
    look(page, "party")
    if somebody.language == "vi":
        press(page, "main form button")
        look(page, "party-nothing")
    else:
        page.check("[name=answer][value=no]")
        page.fill("[name=words]", "I know nothing of it.")
        press(page, "main form button")
        look(page, "party-answered")
