"""Files: taken for what they are, kept sealed, given back to their own applicant, erased."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from services.casework import applications, documents, scanning
from services.casework.applications import NotAsked, NotYours
from services.casework.errors import DocumentRefused
from services.casework.models import Document
from services.journeys.steps import Ask, Review
from tests.services.casework.conftest import PDF, SAYS, Applicant

pytestmark = pytest.mark.django_db
PAPER = "household_paper"


@pytest.fixture
def asked(applicant: Applicant) -> Applicant:
    """Aged 72 and poor: asked for the certificate of the household."""
    for name in ("full_name", "citizen_id", "home", "phone", "has_benefit"):
        if name == "home":
            applicant.answer("born", "1/1/1954")
        applicant.answer(name, SAYS[name])
    applicant.answer("household", "poor")
    return applicant


def stored(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.DOCUMENTS_FOLDER).rglob("*") if path.is_file()]


def test_kept_sealed_and_given_back(asked: Applicant, settings: Settings) -> None:
    document = asked.give(PAPER, name="../ảnh\u202e.pdf")
    (file,) = stored(settings)
    assert b"%PDF" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    held, content = documents.content(asked.id, UUID(document))
    assert (held.name, held.kind, content) == ("ảnh.pdf", "application/pdf", PDF)


def test_given_as_an_answer(asked: Applicant) -> None:
    turn = asked.answer(PAPER, asked.give(PAPER))
    assert isinstance(turn.step, Ask) and turn.step.instance == "collected_by"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "document_empty"),
        ("a.pdf", b"MZ" + b"\0" * 200, "document_kind"),
        ("a.jpg", PDF, "document_name_lies"),
        ("a.pdf", b"<svg onload=alert(1)>", "document_kind"),
        ("a.pdf", PDF + b"\0" * (10 * 1024 * 1024), "document_too_large"),
    ],
)
def test_not_taken(asked: Applicant, settings: Settings, name: str, content: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        asked.give(PAPER, content, name)
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in ("vi", "en", "pt"))
    assert stored(settings) == []


def test_no_more_than_asked_for(asked: Applicant, settings: Settings) -> None:
    for _ in range(3):
        asked.give(PAPER)
    with pytest.raises(DocumentRefused):
        asked.give(PAPER)
    assert len(stored(settings)) == 3


def test_only_where_files_are_asked_for(asked: Applicant) -> None:
    for instance in ("full_name", "authorisation", "nothing"):
        with pytest.raises(NotAsked):
            asked.give(instance)


def test_an_answer_cannot_name_another_persons_file(asked: Applicant) -> None:
    turn = asked.answer(PAPER, str(uuid4()))
    assert isinstance(turn.step, Ask) and turn.step.problems[0].code == "document_unknown"
    with pytest.raises(NotYours):
        documents.content(uuid4(), UUID(asked.give(PAPER)))


def test_taken_back_it_is_asked_for_again_and_erased(asked: Applicant, settings: Settings) -> None:
    document = asked.give(PAPER)
    asked.answer(PAPER, document)
    documents.remove(asked.id, UUID(document), touch=asked.touch, keyed_by="citizen")
    step = applications.current(asked.id).step
    assert isinstance(step, Ask) and step.instance == PAPER
    assert (documents.erase_due(), documents.erase_due()) == (1, 0)
    assert stored(settings) == []
    assert documents.held(asked.id, PAPER) == []


class StrictClamd(threading.Thread):
    """A clamd for tests that insists on the protocol: zINSTREAM, sized chunks, a zero at the end."""

    def __init__(self, verdict: bytes) -> None:
        super().__init__(daemon=True)
        self.verdict = verdict
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(10)

    def run(self) -> None:
        connection, _ = self.server.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", stream.read(4))[0]:
                assert len(stream.read(size)) == size
            connection.sendall(self.verdict + b"\0")


@pytest.fixture
def clamd(settings: Settings, request: pytest.FixtureRequest) -> Iterator[None]:
    fake = StrictClamd(request.param)
    fake.start()
    settings.DOCUMENT_SCANNER = "services.casework.scanning.clamd"
    settings.CLAMD_ADDRESS = f"127.0.0.1:{fake.server.getsockname()[1]}"
    yield
    fake.join(10)
    fake.server.close()


@pytest.mark.parametrize("clamd", [b"stream: OK"], indirect=True)
def test_scanned_and_said_by_whom(clamd: None, asked: Applicant) -> None:
    asked.give(PAPER)
    assert Document.objects.get().scanned_by == "clamd"


@pytest.mark.parametrize("clamd", [b"stream: Eicar-Signature FOUND"], indirect=True)
def test_infected(clamd: None, asked: Applicant, settings: Settings) -> None:
    with pytest.raises(DocumentRefused, match="infected"):
        asked.give(PAPER)
    assert stored(settings) == []


def test_a_scanner_that_is_away_is_said(settings: Settings) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    with pytest.raises(scanning.NotScanned):
        scanning.clamd(PDF)


def test_a_whole_application_with_files(applicant: Applicant) -> None:
    for name in ("full_name", "citizen_id", "born", "home", "phone", "has_benefit"):
        applicant.answer(name, SAYS[name])
    applicant.answer("collected_by", "somebody")
    applicant.answer("collectors.1.collector_name", "Lê Văn B")
    applicant.answer("collectors.1.collector_id", "001056001235")
    applicant.answer("collectors.1.collector_phone", "")
    applicant.answer("collectors", "done")
    applicant.answer("authorisation", applicant.give("authorisation"))
    assert isinstance(applicant.answer_all().step, Review)
