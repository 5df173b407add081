"""A caseworker's day in a real browser, by keyboard; every page looked at on a phone and at a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.applicant import PENSION, Applicant, looker, press
from tests.browser.test_signing_in import type_code, type_password

Visit = Callable[..., Page]
CASE = re.compile(r"/office/cases/([0-9a-f-]{36})/")
PATHS = ("?state=late&whose=mine", "search/?q=nguyen", "figures/", "team/", "outages/", "glass/")
ASKS_AGAIN = 25_000
"""Milliseconds: what moved before a page's socket was open it learns when it asks by itself, each 15 seconds."""


def nothing(page: Page, name: str) -> None:
    """Looked at in another run."""


def sign_in(page: Page, name: str) -> None:
    page.goto("/office/")
    type_password(page, f"{name}@office.example")
    type_code(page)


def key(page: Page, letter: str) -> None:
    """A letter that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(letter)


def send_what_was_asked(citizen: Page) -> None:
    """On the page of their case: the question, the check, and off."""
    press(citizen, "main a[href*='/request/']")
    citizen.fill("[name=answer]", "BIDV")
    for _ in range(2):
        press(citizen, "main form button")


def put_back(page: Page, case: str) -> None:
    """One of many, as a worker does it."""
    page.goto("/office/?state=all")
    page.locator(f"#tick-{case}").check()
    press(page, "#many [value=put_back]")
    expect(page.locator("#far")).to_contain_text("All of it is done.")


def apply(citizen: Page) -> str:
    says = PENSION | {"collected_by": "myself"}
    return Applicant(citizen, "vi", says, nothing, tries_nothing=False).apply("social-pension")


def test_a_day_by_keyboard(visit: Visit) -> None:
    citizen, office, colleague = visit(javascript=False), visit(), visit()
    look = looker("office-day", axe=True)
    reference = apply(citizen)
    sign_in(office, "an")
    sign_in(colleague, "maria")
    look(office, "queue")
    office.keyboard.press("/")
    office.keyboard.type(reference)
    key(office, "Enter")
    office.keyboard.press("j")
    key(office, "Enter")
    case = CASE.findall(office.url)[0]
    office.keyboard.press("t")
    expect(office.locator("#work")).to_contain_text("You have this case in hand.")
    expect(colleague.locator("#rows")).to_contain_text("An Nguyễn", timeout=ASKS_AGAIN)
    look(office, "taken")
    office.keyboard.press("a")
    office.locator("[name=again][value=bank]").check()
    look(office, "asking")
    office.locator(".app-panel button").last.press("Enter")
    expect(office.locator("#requests")).to_be_visible()
    office.keyboard.press("n")
    office.locator("#text").fill("half a sente")
    citizen.goto("/vi/track/")
    press(citizen, "main a[href*='/track/']")
    send_what_was_asked(citizen)
    expect(office.locator("#case")).to_contain_text("BIDV", timeout=ASKS_AGAIN)
    assert office.input_value("#text") == "half a sente"
    put_back(colleague, case)
    colleague.goto(f"/office/cases/{case}/")
    colleague.keyboard.press("d")
    colleague.locator("[name=result][value=granted]").check()
    colleague.locator(".app-panel button").last.press("Enter")
    expect(colleague.locator(".app-panel")).to_contain_text("Write the grounds")
    look(colleague, "no-grounds")
    colleague.locator("#grounds").fill("Đủ điều kiện.")
    colleague.locator(".app-panel button").last.press("Enter")
    expect(colleague.locator("#decision")).to_be_visible()
    look(colleague, "decided")
    expect(office.locator("#decision")).to_be_visible(timeout=ASKS_AGAIN)
    colleague.locator("[id^=press-issue-]").first.press("Enter")
    expect(colleague.locator("#work")).to_contain_text("The document is issued.")


def test_every_page_on_a_phone(visit: Visit) -> None:
    page, look = visit(width=390), looker("office-390", axe=True)
    sign_in(page, "binh")
    look(page, "queue")
    for path in PATHS:
        page.goto(f"/office/{path}")
        look(page, path.partition("/")[0].replace("?", "filtered-"))
