"""A browser without a screen: it opens pages, fills the forms it finds there and keeps cookies, as people's do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

FORM = re.compile(r"<form(?P<attributes>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
QUESTION = re.compile(r"/q/([^/\"]+)/")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass
class Page:
    """What came back, and from where."""

    response: Any
    path: str

    @property
    def html(self) -> str:
        return str(self.response.content.decode())

    @property
    def text(self) -> str:
        return unescape(self.html)

    @property
    def heading(self) -> str:
        """What stands in the page's one large line."""
        found = HEADING.search(self.html)
        return " ".join(unescape(TAG.sub("", found[1])).split()) if found else ""

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    def form(self, part: str = "") -> tuple[str, dict[str, Any]]:
        """The address and the hidden fields of the last form whose address holds this part; raises LookupError."""
        for found in reversed(list(FORM.finditer(self.html))):
            if 'method="dialog"' in found["attributes"]:  # it closes a dialog and sends nothing
                continue
            action = re.search(r'action="([^"]*)"', found["attributes"])
            where = unescape(action[1]) if action else self.path
            if part in where:
                return where, _hidden(found["inside"])
        raise LookupError(f"no form for {part!r} at {self.path}")

    @property
    def instance(self) -> str:
        """The question this page asks, "" for a page that asks none."""
        try:
            found = QUESTION.search(self.form("/q/")[0])
        except LookupError:
            return ""
        return found[1] if found else ""


@dataclass
class Headless:
    """One person's browser, speaking one language."""

    language: str = "en"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True, headers={"host": "localhost"}))

    def open(self, path: str) -> Page:
        address = path if path.startswith("/") else f"/{self.language}/{path}"
        return self._arrived(self.client.get(address, follow=True), address)

    def submit(self, page: Page, part: str = "", **typed: Any) -> Page:
        """Send a form of this page with what was typed into it."""
        address, hidden = page.form(part)
        return self._arrived(self.client.post(address, hidden | typed, follow=True), address)

    def _arrived(self, response: Any, address: str) -> Page:
        return Page(response, response.redirect_chain[-1][0] if response.redirect_chain else address)


def _hidden(inside: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in HIDDEN.findall(inside):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields
