"""A person who applies in a browser, page by page, and what each page is looked at for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AxeResults
from playwright.sync_api import FilePayload, Locator, Page

from config.engines.waiting import wait_until
from tests.browser.conftest import ARTEFACTS

AXE = "options => axe.run(document, options)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
PICTURES = bool(os.environ.get("EVENHAND_PICTURES"))  # a picture takes as long as the page and all its checks
SHOWN_AGAIN = {"service", "start", "review", "prove", "prove-asked", "declare", "done"}
LETTERS = re.compile(r"/\S*/letters")
PIN = re.compile(r": (\d{4} \d{4})$", re.MULTILINE)
CODE = re.compile(r"\d{3} \d{3}")
INSTANCE = re.compile(r"/q/([^/]+)/")
PDF = FilePayload(name="giấy ủy quyền.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n%%EOF\n")
TEXT = FilePayload(name="note.pdf", mimeType="application/pdf", buffer=b"hello")

PENSION: dict[str, str] = {
    "full_name": "Nguyễn Thị Ẩn",
    "citizen_id": "001 056 001 234",
    "born": "27/3/1952",
    "home": "12 Lê Lợi\nHà Nội",
    "phone": "0912 345 678",
    "has_benefit": "no",
    "household": "poor",
    "household_paper": "",
    "collected_by": "somebody",
    "collector_name": "Lê Văn Bảo Toàn Nguyễn Phước",
    "collector_id": "001056001235",
    "collector_phone": "",
    "collectors": "done",
    "authorisation": "file",
    "paid": "bank",
    "bank": "Agribank",
    "account": "1500 2050 1234",
}

BIRTH: dict[str, str] = {
    "relation": "grandparent",
    "your_name": "Trần Thị Mai",
    "your_id": "001 160 001 234",
    "your_phone": "",
    "born": "1/6/2026",
    "child_name": "Lê Trần Minh Anh",
    "sex": "female",
    "birthplace": "home",
    "birthplace_address": "Thôn 3, Hà Giang",
    "has_witness": "no",
    "own_statement": "agreed",
    "surrogacy": "no",
    "ethnicity": "Tày",
    "nationality": "Việt Nam",
    "home_town": "Hà Giang",
    "mother_name": "Trần Thị Lan",
    "mother_born": "2/2/1998",
    "mother_ethnicity": "Tày",
    "mother_nationality": "Việt Nam",
    "mother_place": "Long Xuyên",
    "mother_home": "Thôn 3",
    "father_known": "no",
    "siblings": "done",
    "merit_household": "no",
    "poor_household": "no",
    "disabled_parent": "yes",
    "copies": "2",
    "come_to_us": "yes",
    "visit_reason": "Sáng nào cũng ở nhà.",
    "certificate_by": "spot",
}


@dataclass
class Applicant:
    """`look` is called at every page: it checks and keeps a picture."""

    page: Page
    language: str
    says: dict[str, str]
    look: Callable[[Page, str], None]
    tries_nothing: bool = True
    seen: list[str] = field(default_factory=list)

    def open(self, path: str, name: str) -> None:
        self.page.goto(f"/{self.language}/{path}")
        self.look(self.page, name)

    def apply(self, slug: str) -> str:
        """From the service to the receipt; the reference."""
        self.open(f"services/{slug}/", "service")
        press(self.page, ".govuk-button--start")
        self.look(self.page, "start")
        press(self.page, "main form button")
        self.look(self.page, "reference")
        reference = self.page.locator(".app-reference").first.inner_text()
        press(self.page, "main a.govuk-button")
        while instance := self.asked():
            self.answer(instance)
        self.look(self.page, "review")
        press(self.page, "main form button")
        if self.page.locator("main form[action*='/prove/']").count():
            prove(self.page, reference, self.look)
        self.look(self.page, "declare")
        press(self.page, "main form button")
        self.look(self.page, "done")
        assert reference in self.page.locator("main").inner_text()
        return reference

    def asked(self) -> str:
        form = self.page.locator("main form[action*='/q/']")
        found = INSTANCE.search(form.last.get_attribute("action") or "") if form.count() else None
        return found[1] if found else ""

    def answer(self, instance: str) -> None:
        """First nothing, to see what is said; then what there is to say."""
        name = instance.rpartition(".")[2]
        self.seen.append(instance)
        self.look(self.page, f"q-{name}")
        says = self.says[name]
        if says == "file":
            self._give()
        elif says:
            if self.tries_nothing:
                self._send_nothing(instance)
            self._fill(self.page.locator(f"main form[action*='/q/{instance}/']").last, says)
        self._submit(instance)

    def _send_nothing(self, instance: str) -> None:
        """Something is said, unless the question may be left out; then back to it."""
        where = self.page.url.partition("/q/")[0].rstrip("/") + f"/q/{instance}/"
        self._submit(instance)
        self.look(self.page, f"after-nothing-for-{instance.rpartition('.')[2]}")
        if self.asked() != instance:
            self.page.goto(where)

    def _fill(self, form: Locator, says: str) -> None:
        if form.locator("[name=answer-day]").count():
            for part, value in zip(("day", "month", "year"), says.split("/"), strict=True):
                form.locator(f"[name=answer-{part}]").fill(value)
        elif form.locator("[name=answer][type=radio], [name=answer][type=checkbox]").count():
            for value in says.split(","):
                form.locator(f"[name=answer][value={value}]").check()
        else:
            form.locator("[name=answer]").fill(says)

    def _give(self) -> None:
        self.page.set_input_files("input[type=file]", TEXT)
        press(self.page, "form[enctype] button")
        self.look(self.page, "file-refused")
        self.page.set_input_files("input[type=file]", PDF)
        press(self.page, "form[enctype] button")
        self.look(self.page, "file-added")

    def _submit(self, instance: str) -> None:
        press(self.page, f"main form[action*='/q/{instance}/'] button:not([name=remove], [name=later])")


def prove(page: Page, reference: str, look: Callable[[Page, str], None]) -> None:
    """By the letter, out of the folder that the page of a demonstration names, and by the telephone in a browser."""
    look(page, "prove")
    press(page, "main button[value=letter]")
    folder = LETTERS.search(page.locator("main").inner_text())
    assert folder is not None
    page.locator("[name=pin]").fill("1234")
    press(page, "form[action$='/prove/pin/'] button")
    look(page, "prove-refused")
    page.locator("[name=pin]").fill(_soon(lambda: _pin(Path(folder[0]), reference)))
    press(page, "form[action$='/prove/pin/'] button")
    handset = page.context.new_page()
    handset.goto("/phone/simulator/")
    number = re.search(r"\+\d{8,}", handset.locator("main").inner_text())
    assert number is not None
    page.locator("[name=number]").fill(number[0])
    press(page, "main button[value=sms]")
    look(page, "prove-asked")
    page.locator("[name=code]").fill(_soon(lambda: _code(handset)))
    handset.close()
    press(page, "form[action$='/prove/code/'] button")


def _soon(find: Callable[[], str]) -> str:
    """What a worker brings within a while."""
    assert wait_until(lambda: bool(find()), 30)
    return find()


def _pin(folder: Path, reference: str) -> str:
    letters = [file.read_text(encoding="utf-8") for file in folder.glob("*.txt")] if folder.is_dir() else []
    pins = (PIN.search(letter) for letter in letters if reference in letter)
    return next((pin[1] for pin in pins if pin), "")


def _code(handset: Page) -> str:
    handset.reload()
    found = CODE.search(handset.locator(".app-thread").inner_text())
    return found[0] if found else ""


def press(page: Page, what: str) -> None:
    """Press the last of these, and be on the page it leads to."""
    with page.expect_navigation():
        page.locator(what).last.click()


def looker(folder: str, *, axe: bool, questions: bool = True) -> Callable[[Page, str], None]:
    """Looks at every page: with `axe`, finds nothing to complain of; nothing runs out of the page.

    Keeps a picture of each where PICTURES are wanted, and of what is wrong always. Without `questions` it passes
    those by: they were looked at in another run.
    """
    place: Path = ARTEFACTS / folder
    place.mkdir(parents=True, exist_ok=True)
    numbers = iter(range(1, 1000))

    def look(page: Page, name: str) -> None:
        if not questions and name.startswith(("q-", "after-nothing")):
            return
        wrong = _wrong(page, axe=axe)
        if PICTURES or wrong:
            page.screenshot(path=place / f"{next(numbers):03}-{name}.png", full_page=True)
        assert not wrong, f"{name}: {wrong}"

    return look


def in_every_language(look: Callable[[Page, str], None]) -> Callable[[Page, str], None]:
    """The same pages of one application in the other languages too; those that show a secret once are passed by."""

    def looks(page: Page, name: str) -> None:
        look(page, name)
        here = page.url
        for code in ("en", "pt") if name in SHOWN_AGAIN else ():
            page.goto(here.replace("/vi/", f"/{code}/", 1))
            look(page, f"{name}-{code}")
        if page.url != here:
            page.goto(here)

    return looks


def _wrong(page: Page, *, axe: bool) -> str:
    if page.locator("h1").count() != 1:
        return "it has no heading, or many"
    if not axe:
        return ""
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width[0] > width[1]:
        return "it is wider than the screen"
    found = AxeResults(page.evaluate(AXE, OPTIONS))
    return str(found.generate_report()) if found.violations_count else ""
