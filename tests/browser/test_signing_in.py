"""Staff at a real browser: every page on the way in looked at, and a security key that answers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from config import sample_staff
from tests.browser.applicant import looker, press

Visit = Callable[..., Page]
PATHS = ("second-factor/", "second-factor/codes/new/", "second-factor/app/remove/", "sign-out/")
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def type_password(page: Page, email: str, password: str = sample_staff.PASSWORD) -> None:
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    press(page, "main form button")


def type_code(page: Page) -> None:
    """The one that the demonstration shows."""
    page.fill("#id_code", re.findall(r"\d{6}", page.inner_text(".govuk-inset-text"))[0])
    press(page, "main form:has(#id_code) button")


@pytest.mark.parametrize(("email", "width"), [("an@office.example", 320), ("maria@office.example", 1280)])
def test_every_page_on_the_way_in(visit: Visit, email: str, width: int) -> None:
    page, look = visit(width=width), looker(f"office-{width}", axe=True)
    page.goto("/office/")
    look(page, "sign-in")
    type_password(page, email, "something else")
    look(page, "wrong")
    type_password(page, email)
    look(page, "code")
    type_code(page)
    look(page, "in")
    for path in PATHS:
        page.goto(f"/office/{path}")
        look(page, path.replace("/", "-"))


def test_a_security_key_opens_the_office(visit: Visit) -> None:
    page, look = visit(), looker("office-key", axe=True)
    page.goto("/office/")
    page.goto(page.url.replace("127.0.0.1", "localhost"))  # a key wants a name, not a number
    type_password(page, "joana@office.example")
    type_code(page)
    page.goto(page.url + "second-factor/keys/new/")
    assert not page.is_visible("#key_failed")
    page.evaluate("document.dispatchEvent(new CustomEvent('allauth.error'))")
    assert page.is_visible("#key_failed")
    look(page, "no-key")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.click("#key_add")
    page.wait_for_url("**/second-factor/codes/")
    look(page, "codes")
    page.goto(page.url.replace("second-factor/codes/", "sign-out/"))
    press(page, "main form button")
    type_password(page, "joana@office.example")
    page.click("#key_use")
    page.wait_for_url("**/office/")
    assert "Joana Silva" in page.inner_text("h1")
