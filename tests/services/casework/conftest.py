"""A pension applicant at work, on the real door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker, Settings

from services.casework import applications, documents, touches
from services.casework.applications import Started, Turn
from services.casework.models import Application, Case
from services.catalogue import samples
from services.journeys.steps import Ask, Prove
from tests.conftest import prove
from tests.held import HELD, commits

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

SAYS = {
    "full_name": "Nguyễn Thị Ẩn",
    "citizen_id": "001 056 001 234",
    "born": "27/3/1950",
    "home": "12 Lê Lợi\nHà Nội",
    "phone": "",
    "has_benefit": "no",
    "collected_by": "myself",
    "paid": "bank",
    "bank": "Agribank",
    "account": "1500 2050 1234",
}


@dataclass
class Applicant:
    """Somebody who answers what they are asked, in one touch."""

    started: Started
    touch: UUID

    @property
    def id(self) -> UUID:
        return self.started.application.id

    def again(self) -> Applicant:
        """As it stands in the database now."""
        application = Application.objects.select_related("version__service", "data_key").get(pk=self.id)
        return replace(self, started=replace(self.started, application=application))

    @property
    def turn(self) -> Turn:
        return applications.current(self.id)

    def answer(self, instance: str, raw: str, revision: int | None = None) -> Turn:
        asked = applications.ask(self.id, instance).revision if revision is None else revision
        return applications.answer(self.id, instance, asked, raw, touch=self.touch, keyed_by="citizen")

    def answer_all(self, **says: str) -> Turn:
        says = SAYS | says
        turn = self.turn
        while isinstance(turn.step, Ask):
            turn = self.answer(turn.step.instance, says[turn.step.instance.rpartition(".")[2]])
            assert not getattr(turn.step, "problems", ()), turn.step
        return turn

    def declare(self) -> Turn:
        turn = applications.review(self.id, self.turn.revision, touch=self.touch, keyed_by="citizen")
        if isinstance(turn.step, Prove):
            prove(self.id)
        return applications.declare(self.id, turn.revision, touch=self.touch, keyed_by="citizen")

    def submit(self) -> Turn:
        return applications.submit(self.id, touch=self.touch, keyed_by="citizen")

    def give(self, instance: str, content: bytes = PDF, name: str = "giấy.pdf") -> str:
        file = BytesIO(content)
        file.name = name
        return str(documents.receive(self.id, instance, file, touch=self.touch, keyed_by="citizen").id)


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path_factory.mktemp("documents")


def arrived() -> Applicant:
    """Somebody opens the social pension on the web."""
    samples.load("social-pension")
    touch = touches.open("web", "vi").id
    return Applicant(applications.start("social-pension", language="vi", touch=touch), touch)


def pension_sent() -> Applicant:
    """It was answered, declared and sent."""
    applicant = arrived()
    applicant.answer_all()
    applicant.declare()
    applicant.submit()
    return applicant


@pytest.fixture
def arrive() -> Callable[[], Applicant]:
    return arrived


@pytest.fixture
def case_held(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Applicant | None:
    """Who sent the pension that this test begins with; nobody where it begins before that, or commits."""
    if "case" in request.fixturenames and not commits(request.node):
        held: Applicant = HELD.made(pension_sent, django_db_blocker)
        return held
    HELD.undo()
    return None


@pytest.fixture
def applicant(case_held: Applicant | None, request: pytest.FixtureRequest, db: None) -> Applicant:
    if case_held:
        return case_held.again()
    return pension_sent() if "case" in request.fixturenames else arrived()


@pytest.fixture
def case(applicant: Applicant) -> Case:
    """Of the pension that was sent."""
    return Case.objects.select_related("authority").get(application=applicant.id)
