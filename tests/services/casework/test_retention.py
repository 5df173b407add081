"""How long a file is kept, what is erased and what stays, and what a person is given of theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from services.casework import access, cases, handling, requests, storage
from services.casework.errors import NotAllowed, NotNow
from services.casework.handling import Own
from services.casework.models import AnswerRow, Application, Case, SearchToken
from services.casework.retention import exporting, keeping
from services.casework.retention.erasing import erase_on_request
from services.people import staffing
from services.people.models import Person
from services.record import clock, envelope, ledger
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant

BASIS = [{"title": "Law"}]
YEAR = timedelta(days=366)


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def ended(case: Case, cast: Cast) -> Case:
    handling.decide(cast.ann, case.pk, "refused", "No proof of age.", BASIS)
    case.refresh_from_db()
    return case


def test_first_archived_then_destroyed(ended: Case) -> None:
    assert (keeping.archive_due(), keeping.destroy_due()) == (0, 0)
    clock.set_offset(5 * YEAR)
    assert (keeping.archive_due(), keeping.archive_due(), keeping.destroy_due()) == (1, 0, 0)
    clock.set_offset(20 * YEAR)
    assert (keeping.destroy_due(), keeping.destroy_due()) == (1, 0)


def test_the_plan_says_what_and_does_nothing(ended: Case) -> None:
    assert ended.destroy_on is not None
    said = StringIO()
    call_command("retention", "plan", ended.destroy_on.isoformat(), stdout=said)
    assert "archive       1 social-pension refused" in said.getvalue()
    assert "destroy       1 social-pension refused" in said.getvalue()
    assert Case.objects.get().destroyed_at is None


def test_an_open_case_is_never_due(case: Case) -> None:
    clock.set_offset(60 * YEAR)
    assert list(keeping.plan()) == []


def test_erased_nobody_can_read_it_and_the_ledger_stays_whole(ended: Case, cast: Cast) -> None:
    clock.set_offset(21 * YEAR)
    keeping.destroy_due()
    application = Application.objects.select_related("data_key").get()
    with pytest.raises(envelope.Unreadable):
        envelope.open(application.data_key, b"x" * 40, "anything")
    assert bytes(application.values_sealed) == b""
    assert not AnswerRow.objects.exists() and not SearchToken.objects.exists()
    assert bytes(Person.objects.get().identity) == b""
    assert list(ledger.verify()) == []
    with pytest.raises(NotAllowed):
        access.seen(cast.ann, ended.pk)


@pytest.mark.django_db(transaction=True)
def test_its_files_go_too(arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    case = sent(applicant)
    cast = gather(case.authority) if case.authority else None
    assert cast is not None
    request = handling.ask(cast.ann, case.pk, own=[Own("evidence", "The letter of the bank")])
    document = UUID(applicant.give(requests.place_of(request.pk, "q1")))
    assert storage.get(document)
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    clock.set_offset(25 * YEAR)
    keeping.destroy_due()
    with pytest.raises(FileNotFoundError):
        storage.get(document)


def test_on_request_only_an_archivist_and_nothing_open(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        erase_on_request(cast.ann, case.application_id)
    staffing.join(cast.leo, cast.team, [staffing.ARCHIVIST], by=None)
    with pytest.raises(NotNow, match="erase_open"):
        erase_on_request(cast.leo, case.application_id)
    handling.decide(cast.ann, case.pk, "refused", "No proof of age.", BASIS)
    erase_on_request(cast.leo, case.application_id)
    assert list(ledger.verify()) == []


def test_a_person_is_given_everything_and_reads_it(ended: Case, applicant: Applicant) -> None:
    cases.appeal(ended.pk, "I am 76, look again", touch=applicant.touch, keyed_by="citizen")
    given = exporting.of_applications([applicant.id], "en")
    text = json.dumps(given, ensure_ascii=False)
    for said in ("Nguyễn Thị Ẩn", "Agribank", "No proof of age.", "I am 76, look again", "web", "decision.made"):
        assert said in text
    person = Person.objects.get()
    assert exporting.of_person(person, "en")["applications"] == given["applications"]


def test_on_paper_too(ended: Case, applicant: Applicant) -> None:
    paper = PdfReader(BytesIO(exporting.as_pdf([applicant.id], "vi")))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Nguyễn Thị Ẩn" in text and "Agribank" in text


def test_notes_of_staff_are_not_the_persons(ended: Case, cast: Cast, applicant: Applicant) -> None:
    handling.note(cast.ann, ended.pk, "Call the bank first")
    assert "Call the bank" not in json.dumps(exporting.of_applications([applicant.id], "en"))
