"""Every page that is no question, in each language and state."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.applicant import PENSION, Applicant, looker, press

Visit = Callable[..., Page]
PATHS = {
    "home": "",
    "services": "services/",
    "found": "services/?q=huu+tri",
    "not-found": "services/?q=zzz",
    "birth": "services/birth-registration/",
    "enquiry": "services/electricity-social-tariff/",
    "automatic": "services/child-benefit/",
    "owed": "owed/",
    "spots": "spots/",
    "near": "spots/?q=lisboa",
    "nowhere": "spots/?q=zzz",
    "spot": "spots/diem-phuc-vu-ba-dinh/",
    "resume": "apply/resume/",
    "track": "track/",
    "feedback": "feedback/?page=/en/",
    "accessibility": "accessibility/",
    "verify": "verify/",
    "privacy": "privacy/",
    "missing": "nothing/",
    "not-yours": "apply/00000000-0000-0000-0000-000000000000/",
}


@pytest.mark.parametrize(("language", "width"), [("vi", 320), ("en", 1280), ("pt", 320)])
def test_every_page(visit: Visit, language: str, width: int) -> None:
    applicant = Applicant(visit(width=width), language, PENSION, looker(f"pages-{language}-{width}", axe=True))
    for name, path in PATHS.items():
        applicant.open(path, name)
    for path in ("apply/resume/", "track/", "feedback/", "owed/"):
        applicant.page.goto(f"/{language}/{path}")
        press(applicant.page, "main form button")
        applicant.look(applicant.page, f"{path.replace('/', '-')}wrong")


def test_the_choice_of_language(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    looker("pages-language", axe=True)(page, "language")
    press(page, "main a[lang=pt]")
    assert page.url.endswith("/pt/")


def test_refused_stale_and_tracked(visit: Visit) -> None:
    page = visit()
    look = looker("pages-states", axe=True)
    applicant = Applicant(page, "en", PENSION | {"born": "1/1/2000"}, look)
    page.goto("/en/apply/start/social-pension/")
    press(page, "main form button")
    press(page, "main a.govuk-button")
    for name in ("full_name", "citizen_id", "born"):
        applicant.answer(name)
    look(page, "refused")
    tab = page.context.new_page()
    tab.goto(page.url + "q/full_name/")
    page.goto(page.url + "q/full_name/")
    for each, name in ((tab, "Trần Thị B"), (page, "Trần Thị C")):
        each.fill("[name=answer]", name)
        press(each, "main form button")
    look(page, "stale")
    applicant.open("track/", "tracked")
    page.goto("/en/feedback/")
    page.check("[name=score][value='5']")
    press(page, "main form button")
    look(page, "feedback-thanks")


def test_what_is_sent_too_late_comes_back(visit: Visit) -> None:
    page = visit()
    look = looker("pages-too-late", axe=True)
    page.goto("/vi/apply/start/social-pension/")
    press(page, "main form button")
    page.reload()
    look(page, "secret-shown-before")
    press(page, "main form button")
    look(page, "new-secret")
    press(page, "main a.govuk-button")
    page.fill("[name=answer]", "Nguyễn Thị Ẩn")
    page.context.clear_cookies(name="csrftoken")
    press(page, "main form button")
    look(page, "once-more")
    press(page, "main form button")
    look(page, "taken")
    page.context.clear_cookies(name="evenhand")
    page.fill("[name=answer]", "001 056 001 234")
    press(page, "main form button")
    look(page, "cookie-lost")


def test_nothing_is_asked_of_others(visit: Visit) -> None:
    page = visit()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/en/")
    assert all(url.startswith(page.url.removesuffix("/en/")) for url in asked)
    assert complaints == []
