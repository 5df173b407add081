"""What is done from the page of a case: done once, said in a sentence, kept when it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest

from services.casework import cases, handling, requests
from services.casework.handling import Own
from services.casework.models import Case, Document, Link, Note, Request, Task
from tests.services.casework.cast import Cast, case_of, sent
from tests.services.casework.conftest import PDF, Applicant
from tests.services.office.desks import Desk

NOBODY = "00000000-0000-4000-8000-000000000000"


def test_taken_and_put_back(ann: Desk, case: Case, cast: Cast) -> None:
    assert "You have this case in hand." in ann.do(case, "take").text
    assert case_of(case.application_id).handler == cast.ann
    ann.do(case, "put_back")
    assert case_of(case.application_id).handler is None


def test_handed_on(ann: Desk, case: Case, cast: Cast) -> None:
    assert ann.do(case, "hand_on", colleague=str(cast.eve.pk)).status == 422
    ann.do(case, "hand_on", colleague=str(cast.leo.pk))
    assert case_of(case.application_id).handler == cast.leo


def test_what_a_colleague_has_is_theirs(ann: Desk, ben: Desk, case: Case) -> None:
    ann.do(case, "take")
    page = ben.do(case, "take")
    assert page.status == 409 and "Ann has this case in hand" in page.text


def test_asked_again_and_in_own_words(ann: Desk, case: Case) -> None:
    own = {"own1_text": "Ông bà sống với ai?", "own1_type": "choice", "own1_options": "Một mình\r\nVới con\r\n"}
    page = ann.do(case, "ask", again=["born", "home"], days="10", **own)
    assert page.status == 200 and "Ông bà sống với ai?" in page.text
    rules = Request.objects.get().rules["questions"]
    assert [each["ask"] for each in rules] == ["born", "home", "q1"]
    assert rules[2]["options"] == ["o1", "o2"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"days": "14"}, "at least one question"),
        ({"days": "x", "again": ["born"]}, "as a number"),
        ({"days": "1", "again": ["born"]}, "between 3 and 180 days"),
        ({"days": "14", "own1_text": "Với ai?", "own1_type": "choice"}, "at least two answers"),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(ann: Desk, case: Case, typed: dict[str, str], sentence: str) -> None:
    page = ann.do(case, "ask", **typed)
    assert page.status == 422 and sentence in page.text and "<title>Error:" in page.html
    assert typed.get("own1_text", "") in page.text and not Request.objects.exists()


def test_not_needed_any_more(ann: Desk, case: Case, cast: Cast) -> None:
    asked = handling.ask(cast.ann, case.pk, again=["born"])
    ann.do(case, "withdraw", target=str(asked.pk))
    assert Request.objects.get().state == Request.State.WITHDRAWN


def test_a_document_is_checked(ann: Desk, case: Case, document: Document) -> None:
    ann.do(case, "document", target=str(document.pk), accepted="yes")
    assert Document.objects.get().accepted is True
    assert "Shows what it should" in ann.open(f"/office/cases/{case.pk}/").text


@pytest.mark.parametrize("target", ["", "x", "1", NOBODY])
def test_about_nothing_is_nothing(ann: Desk, case: Case, target: str) -> None:
    assert ann.do(case, "document", target=target, accepted="yes").status in (404, 409)


def test_a_note_is_kept_and_an_empty_one_refused(ann: Desk, case: Case) -> None:
    assert "Write something" in ann.do(case, "note", text=" ").text
    ann.do(case, "note", text="Gọi lại\nsau 5 giờ")
    assert Note.objects.count() == 1 and "sau 5 giờ" in ann.open(f"/office/cases/{case.pk}/").text


def test_linked_by_reference(ann: Desk, case: Case, arrive: Callable[[], Applicant]) -> None:
    other = sent(arrive())
    assert "A reference has 12 digits" in ann.do(case, "link", reference="4827").text
    ann.do(case, "link", reference=f"{other.reference[:6]} {other.reference[6:]}")
    assert Link.objects.get().other == other
    assert "Choose another case" in ann.do(case, "link", reference=case.reference).text


def test_a_task_of_the_platform_is_finished(ann: Desk, applicant: Applicant, case: Case, cast: Cast) -> None:
    asked = handling.ask(cast.ann, case.pk, again=["bank"])
    cases.provide(asked.pk, "bank", 0, "BIDV", touch=applicant.touch, keyed_by="citizen")
    cases.hand_in(asked.pk, touch=applicant.touch, keyed_by="citizen")
    page = ann.open(f"/office/cases/{case.pk}/")
    assert "The applicant has sent what was asked for" in page.text and "Corrected" in page.text
    ann.do(case, "finish", target=str(Task.objects.get().pk))
    assert Task.objects.get().state == Task.State.DONE


def test_what_changed_since_the_form_was_opened_is_said(ann: Desk, case: Case, cast: Cast) -> None:
    opened = case_of(case.application_id).revision
    handling.note(cast.ben, case.pk, "meanwhile")
    page = ann.do(case, "note", text="mine", revision=str(opened))
    assert "Somebody did something in this case" in page.text
    assert Note.objects.count() == 2


def test_in_the_page_itself_a_part_comes_back(ann: Desk, case: Case) -> None:
    part = ann.client.get(f"/office/cases/{case.pk}/do/note/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content and b"hx-post" in part.content
    ann.client.handler.enforce_csrf_checks = False
    done = ann.client.post(f"/office/cases/{case.pk}/do/take/", headers={"HX-Request": "true"})
    assert done["HX-Trigger"] == '{"office:acted": {}}' and b"You have this case in hand" in done.content


def test_a_paper_of_a_type_that_names_none(ann: Desk, case: Case) -> None:
    assert "What is it?" not in ann.open(f"/office/cases/{case.pk}/do/file/").text
    file = BytesIO(PDF)
    file.name = "thư.pdf"
    assert "Another paper" in ann.do(case, "file", file=file).text


def test_a_paper_that_was_asked_for_answers(ann: Desk, case: Case, cast: Cast) -> None:
    asked = handling.ask(cast.ann, case.pk, own=[Own("evidence", "Giấy tờ của ông bà?")])
    assert "Asked for: Giấy tờ của ông bà?" in ann.open(f"/office/cases/{case.pk}/do/file/").text
    file = BytesIO(PDF)
    file.name = "thư.pdf"
    ann.do(case, "file", paper=requests.place_of(asked.pk, "q1"), file=file)
    assert Request.objects.get().state == Request.State.ANSWERED


def test_each_key_does_one_thing(ann: Desk, case: Case) -> None:
    keys = re.findall(r'data-key="([^"]+)"', ann.open(f"/office/cases/{case.pk}/").html)
    assert len(keys) > 8 and sorted(keys) == sorted(set(keys))


def test_no_such_action(ann: Desk, case: Case) -> None:
    assert ann.do(case, "burn").status == 404
    assert ann.open(f"/office/cases/{case.pk}/do/take/").path == f"/office/cases/{case.pk}/"
