"""A person at a browser without JavaScript: follows links, fills forms, keeps cookies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from services.catalogue import samples

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FORM = re.compile(r"<form(?P<attributes>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
QUESTION = re.compile(r"/q/([^/\"]+)/")

SAYS: dict[str, dict[str, str]] = {
    "full_name": {"answer": "Nguyễn Thị Ẩn"},
    "citizen_id": {"answer": "001 056 001 234"},
    "born": {"answer-day": "27", "answer-month": "3", "answer-year": "1950"},
    "home": {"answer": "12 Lê Lợi\r\nHà Nội"},
    "phone": {"answer": ""},
    "has_benefit": {"answer": "no"},
    "collected_by": {"answer": "myself"},
    "paid": {"answer": "bank"},
    "bank": {"answer": "Agribank"},
    "account": {"answer": "1500 2050 1234"},
}


@dataclass
class Page:
    """One answer of the server."""

    response: Any
    path: str

    @property
    def text(self) -> str:
        return unescape(str(self.response.content.decode()))

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    def form(self, part: str) -> tuple[str, dict[str, Any]]:
        """The action and hidden fields of the form whose action holds this part."""
        for found in FORM.finditer(self.response.content.decode()):
            action = re.search(r'action="([^"]*)"', found["attributes"])
            where = unescape(action[1]) if action else self.path
            if part in where:
                hidden: dict[str, Any] = {}
                for name, value in HIDDEN.findall(found["inside"]):
                    hidden.setdefault(unescape(name), []).append(unescape(value))
                return where, hidden
        raise AssertionError(f"no form for {part} in {self.text}")

    @property
    def instance(self) -> str:
        found = QUESTION.search(self.form("/q/")[0])
        assert found
        return found[1]


@dataclass
class Browser:
    """Cookies, CSRF and redirects as a browser has them."""

    language: str = "en"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True, headers={"host": "localhost"}))

    def open(self, path: str) -> Page:
        address = path if path.startswith("/") else f"/{self.language}/{path}"
        response = self.client.get(address, follow=True)
        return Page(response, response.redirect_chain[-1][0] if response.redirect_chain else address)

    def submit(self, page: Page, part: str = "", **typed: Any) -> Page:
        action, hidden = page.form(part)
        response = self.client.post(action, hidden | typed, follow=True)
        return Page(response, response.redirect_chain[-1][0] if response.redirect_chain else action)

    def answer(self, page: Page, **typed: Any) -> Page:
        return self.submit(page, "/q/", **{name.replace("_", "-"): value for name, value in typed.items()})

    def start(self, slug: str = "social-pension") -> Page:
        noted = self.submit(self.open(f"apply/start/{slug}/"), language=self.language)
        assert "/reference/" in noted.path
        self.reference, self.secret = re.findall(r'app-reference[^>]*">([\d ]+)<', noted.response.content.decode())
        return self.open(f"apply/{self.application}/")

    @property
    def application(self) -> UUID:
        from channels_web.visitor import visitor_of

        request: Any = type("Request", (), {"COOKIES": {k: v.value for k, v in self.client.cookies.items()}})
        return visitor_of(request).ids[-1]

    def go_on(self, page: Page, until: str = "", **says: dict[str, Any]) -> Page:
        """Answer everything that is asked, up to a question or to the check."""
        while "/q/" in page.text and 'name="revision"' in page.text and "/review/" not in page.text:
            if page.instance.rpartition(".")[2] == until:
                return page
            page = self.submit(page, "/q/", **(SAYS | says)[page.instance.rpartition(".")[2]])
            assert page.status == 200, page.text
        return page

    def give(self, page: Page, content: bytes = PDF, name: str = "a.pdf", kind: str = "application/pdf") -> Page:
        return self.submit(page, "/files/", file=SimpleUploadedFile(name, content, kind))


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path_factory.mktemp("documents")


@pytest.fixture
def catalogue(db: None) -> None:
    samples.load()


@pytest.fixture
def browser(catalogue: None) -> Browser:
    return Browser()
