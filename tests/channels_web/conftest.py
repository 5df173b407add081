"""A person at a browser without JavaScript: follows links, fills forms, keeps cookies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoDbBlocker, Settings

from config.headless import Headless, Page
from services.catalogue import samples
from tests.conftest import prove
from tests.held import HELD, commits

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REFERENCE = re.compile(r'app-reference[^>]*">([\d ]+)<')

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


class Browser(Headless):
    """Somebody who applies for the social pension."""

    reference = ""
    secret = ""

    def answer(self, page: Page, **typed: Any) -> Page:
        return self.submit(page, "/q/", **{name.replace("_", "-"): value for name, value in typed.items()})

    def start(self, slug: str = "social-pension") -> Page:
        noted = self.submit(self.open(f"apply/start/{slug}/"), language=self.language)
        assert "/reference/" in noted.path
        self.reference, self.secret = REFERENCE.findall(noted.html)
        return self.open(f"apply/{self.application}/")

    @property
    def application(self) -> UUID:
        from channels_web.visitor import visitor_of

        request: Any = type("Request", (), {"COOKIES": {k: v.value for k, v in self.client.cookies.items()}})
        return visitor_of(request).ids[-1]

    def go_on(self, page: Page, until: str = "", **says: dict[str, Any]) -> Page:
        """Answer everything that is asked, up to a question or to the check."""
        while page.instance and "/review/" not in page.html:
            if page.instance.rpartition(".")[2] == until:
                return page
            page = self.submit(page, "/q/", **(SAYS | says)[page.instance.rpartition(".")[2]])
            assert page.status == 200, page.text
        return page

    def check(self, page: Page) -> Page:
        """The answers are right; whoever has to show who they are has done so by now."""
        checked = self.submit(page, "/review/")
        if "/send/" not in checked.html and "/review/" not in checked.html:
            prove(self.application)
            return self.open(f"apply/{self.application}/")
        return checked

    def give(self, page: Page, content: bytes = PDF, name: str = "a.pdf", kind: str = "application/pdf") -> Page:
        return self.submit(page, "/files/", file=SimpleUploadedFile(name, content, kind))


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path_factory.mktemp("documents")


def two_services() -> None:
    samples.load("social-pension", "birth-registration")


def every_service() -> None:
    samples.load()


def loading(item: Any) -> Callable[[], None]:
    """What a test begins with."""
    return every_service if "whole_catalogue" in item.fixturenames else two_services


@pytest.fixture
def catalogue_held(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The services that these tests begin with, loaded once for all that do not commit."""
    if commits(request.node):
        HELD.undo()
    else:
        HELD.made(loading(request.node), django_db_blocker)


@pytest.fixture
def catalogue(catalogue_held: None, request: pytest.FixtureRequest, db: None) -> None:
    if commits(request.node):
        loading(request.node)()


@pytest.fixture
def whole_catalogue(catalogue: None) -> None:
    """With every sample there is."""


@pytest.fixture
def browser(catalogue: None) -> Browser:
    return Browser()
