"""Files given as evidence through the API, and the documents that come back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.casework import handling
from services.casework.handling import Own
from services.casework.models import Case, Document
from services.casework.outputs import issuing
from services.people.models import User
from tests.services.api.conftest import PDF, Caller, refused, told
from tests.services.casework.cast import gather


def file(content: bytes = PDF, name: str = "giấy.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


@pytest.fixture
def place(portal: Caller, sent: str, case: Case) -> str:
    """Where the files for a question go."""
    assert case.authority is not None
    request = handling.ask(gather(case.authority).ann, case.pk, own=(Own("evidence", "A paper, please"),), days=14)
    return f"applications/{sent}/requests/{request.pk}/answers/q1/files/"


def test_a_file_is_given_fetched_and_taken_back(portal: Caller, sent: str, place: str) -> None:
    held = told(portal.give(place, file()))
    assert (held["name"], held["kind"], held["size"]) == ("giấy.pdf", "application/pdf", len(PDF))
    path = f"applications/{sent}/files/{held['id']}/"
    fetched = portal.call("GET", path, Accept="application/pdf")
    assert b"".join(fetched) == PDF and "attachment" in fetched["Content-Disposition"]
    for _ in range(2):
        assert portal.call("DELETE", path).status_code == 204
    refused(portal.call("GET", path, Accept="image/png"), 404, "not_yours")


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "a.pdf", 422, "document_empty"),
        (b"just text", "a.txt", 415, "document_kind"),
        (PDF, "a.png", 415, "document_name_lies"),
        (PDF + b" " * 11 * 1024 * 1024, "a.pdf", 413, "too_large"),
    ],
)
def test_files_that_are_not_taken(
    portal: Caller, place: str, content: bytes, name: str, status: int, code: str
) -> None:
    refused(portal.give(place, file(content, name)), status, code)
    assert not Document.objects.exists()


def test_a_form_without_a_file_or_that_is_none(portal: Caller, place: str) -> None:
    problem = refused(portal.client.post(f"/api/v1/{place}", {}, headers=portal.shown), 422, "invalid")
    assert problem["errors"][0]["pointer"] == "/file"
    refused(portal.call("POST", place, {"file": "x"}), 415, "unsupported_media_type")


def test_a_question_that_wants_no_file(portal: Caller, sent: str, application: str) -> None:
    refused(
        portal.give(f"applications/{portal.start()['application']['id']}/answers/full_name/files/", file()),
        404,
        "not_asked",
    )
    refused(portal.give(f"applications/{sent}/answers/nothing/files/", file()), 404, "not_asked")


def test_who_works_on_the_case_sees_the_file(
    portal: Caller, desk: Caller, stranger: Caller, case: Case, place: str
) -> None:
    held = told(portal.give(place, file()))
    path = f"cases/{case.pk}/documents/{held['id']}/"
    assert b"".join(desk.call("GET", path)) == PDF
    refused(stranger.call("GET", path), 404, "not_found")
    refused(desk.call("GET", f"cases/{case.pk}/documents/{uuid4()}/"), 404, "not_yours")
    assert desk.post(f"{path}check/", {"accepted": True})["documents"][0]["accepted"] is True


def test_a_paper_put_into_the_file(desk: Caller, portal: Caller, stranger: Caller, case: Case) -> None:
    path = f"cases/{case.pk}/documents/"
    kept = told(desk.give(path, file(), paper="other"))
    assert desk.system and kept["filed_by"] == str(desk.system.user_id)
    assert b"".join(desk.call("GET", f"{path}{kept['id']}/")) == PDF
    refused(desk.give(path, file(), paper="letter"), 422, "paper_missing")
    refused(stranger.give(path, file(), paper="other"), 404, "not_found")
    refused(portal.give(path, file(), paper="other"), 403, "scope_missing")


def test_a_document_that_was_issued(portal: Caller, desk: Caller, stranger: Caller, sent: str, case: Case) -> None:
    assert case.authority is not None
    cast = gather(case.authority)
    case.tasks.update(state="done")
    handling.decide(cast.ann, case.pk, "granted", "All is well.", [{"title": "Decree 20"}])
    handling_confirmed(case, cast.ben)
    for output in case.outputs.all():
        issuing.issue(cast.ann, output.pk)
        assert b"".join(desk.call("GET", f"outputs/{output.pk}/")).startswith(b"%PDF")
        refused(stranger.call("GET", f"outputs/{output.pk}/"), 404, "not_found")
        ways = portal.get(f"applications/{sent}/outputs/{output.pk}/way/")
        assert ways["way"] in ways["ways"]
        changed = portal.put(f"applications/{sent}/outputs/{output.pk}/way/", {"way": ways["ways"][-1]})
        assert changed["way"] == ways["ways"][-1]
    assert case.outputs.exists()


def handling_confirmed(case: Case, colleague: User) -> None:
    """Where the service wants four eyes."""
    if case.decisions.filter(state="proposed").exists():
        handling.confirm(colleague, case.pk)
