"""A paper that came by post or over a counter for what was asked, put in by staff: it answers, once, like any other."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from services.casework import bringing, cases, requests
from services.casework.errors import DocumentRefused, NotAllowed, NotNow
from services.casework.models import Case, Document, Request
from services.record import ledger
from tests.services.casework.cast import Cast, case_of, gather
from tests.services.casework.conftest import PDF
from tests.services.casework.test_owing import sent

pytestmark = pytest.mark.django_db
TWO = "questions: [{ask: paper, type: evidence}, {ask: letter, type: evidence}]"


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    """Of somebody who brings their paper later."""
    return case_of(sent(tmp_path).id)


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def paper(content: bytes = PDF) -> BytesIO:
    file = BytesIO(content)
    file.name = "giấy.pdf"
    return file


def place(case: Case) -> str:
    [(found, said)] = bringing.wanted(case)
    assert said == "What about paper?"
    return found


def test_it_answers_what_was_asked_and_the_case_goes_on(case: Case, cast: Cast) -> None:
    made = bringing.file(cast.ann, case.pk, place(case), paper())
    assert Document.objects.get(pk=made.pk).instance == "paper" and not list(bringing.wanted(case))
    request = Request.objects.get()
    assert (request.state, request.keyed_by) == ("answered", str(cast.ann.pk))
    assert request.touch is not None and (request.touch.channel, request.touch.helper) == ("paper", str(cast.ann.pk))
    assert not case_of(case.application_id).waiting and not list(ledger.verify(case.subject))


def test_of_two_things_asked_the_first_leaves_it_open(db: None, tmp_path: Path) -> None:
    case = case_of(sent(tmp_path, TWO, letter="later").id)
    assert case.authority is not None
    ann = gather(case.authority).ann
    first, second = (found for found, _ in bringing.wanted(case))
    bringing.file(ann, case.pk, first, paper())
    assert Request.objects.get().state == "open"
    bringing.file(ann, case.pk, second, paper())
    assert Request.objects.get().state == "answered"


def test_anything_else_stays_a_paper_of_the_file(case: Case, cast: Cast) -> None:
    assert bringing.file(cast.ann, case.pk, "other", paper()).filed_by == str(cast.ann.pk)
    assert Request.objects.get().state == "open"


def test_not_by_another_body(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        bringing.file(cast.eve, case.pk, place(case), paper())
    assert not Document.objects.exists()


@pytest.mark.parametrize("which", ["another request", "another question", "another case"])
def test_for_nothing_that_was_asked_there(case: Case, cast: Cast, which: str) -> None:
    request = Request.objects.get()
    asked = uuid4() if which == "another request" else request.pk
    name = "q9" if which == "another question" else "paper"
    of = uuid4() if which == "another case" else case.pk
    with pytest.raises((NotNow, NotAllowed)):
        bringing.file(cast.ann, of, requests.place_of(asked, name), paper())
    assert not Document.objects.exists()


def test_what_is_no_paper_is_not_taken(case: Case, cast: Cast) -> None:
    with pytest.raises(DocumentRefused):
        bringing.file(cast.ann, case.pk, place(case), paper(b"MZ nothing"))
    assert Request.objects.get().state == "open"


def test_once_they_answered_themselves_it_is_not_asked_for_any_more(case: Case, cast: Cast) -> None:
    where, touch = place(case), Request.objects.get().case.application.rows.get(instance="paper").touch_id
    made = bringing.file(cast.ann, case.pk, where, paper())
    with pytest.raises(NotNow, match="paper_missing"):
        bringing.file(cast.ben, case.pk, where, paper())
    with pytest.raises(NotNow, match="request_answered"):
        cases.provide(Request.objects.get().pk, "paper", 0, str(made.pk), touch=touch, keyed_by="citizen")
