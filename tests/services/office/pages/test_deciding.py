"""Deciding from the page: result, grounds, law; by two at once, corrected, reopened, and the documents after it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from services.casework import handling
from services.casework.models import Case, Decision, Output
from tests.services.casework.cast import Cast, case_of
from tests.services.office.desks import Desk

SAYS: dict[str, Any] = {"result": "granted", "grounds": "Đủ điều kiện.", "laws": ["0"]}


def test_the_form_says_what_is_told(ann: Desk, case: Case) -> None:
    page = ann.open(f"/office/cases/{case.pk}/do/decide/")
    assert "they can object within 30 days" in page.text
    assert "Luật Bảo hiểm xã hội 41/2024/QH15 21–24" in page.text


def test_it_is_decided(ann: Desk, case: Case, cast: Cast) -> None:
    page = ann.do(case, "decide", **SAYS)
    made = Decision.objects.get()
    assert made.decided_by == str(cast.ann.pk) and made.legal_basis[0]["article"] == "21–24"
    assert "The decision is written down." in page.text and "Đủ điều kiện." in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"grounds": " "}, "Write the grounds"),
        ({"laws": [], "article": "3"}, "Name the law"),
        ({"result": "maybe"}, "Choose one of the results"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    ann: Desk, case: Case, typed: dict[str, Any], sentence: str
) -> None:
    page = ann.do(case, "decide", **(SAYS | typed))
    assert page.status == 422 and sentence in page.text
    assert (SAYS | typed)["grounds"] in page.text and not Decision.objects.exists()


def test_of_two_who_decide_the_second_learns_who_was_first(ann: Desk, ben: Desk, case: Case) -> None:
    ann.do(case, "decide", **SAYS)
    page = ben.do(case, "decide", **(SAYS | {"result": "refused", "grounds": "Không đủ."}))
    assert page.status == 422 and "Ann has decided: Granted." in page.text
    assert "Không đủ." in page.text and Decision.objects.get().result == "granted"


def test_another_law_is_named(ann: Desk, case: Case) -> None:
    ann.do(case, "decide", **(SAYS | {"laws": [], "law": "Luật khác", "article": "7"}))
    assert Decision.objects.get().legal_basis == [{"title": "Luật khác", "article": "7"}]


def test_corrected_by_a_decider_only(ann: Desk, ben: Desk, case: Case) -> None:
    ann.do(case, "decide", **SAYS)
    assert ann.do(case, "correct", **SAYS).status == 403
    page = ben.open(f"/office/cases/{case.pk}/do/correct/")
    assert "Đủ điều kiện." in page.text
    again = SAYS | {"result": "refused"}
    ben.submit(page, "/do/correct/", **again)
    assert case_of(case.application_id).result == "refused"
    assert "has decided" in ben.submit(page, "/do/correct/", **again).text
    assert Decision.objects.count() == 2


def test_reopened_for_a_reason(ann: Desk, ben: Desk, case: Case) -> None:
    ann.do(case, "decide", **(SAYS | {"result": "refused"}))
    assert "Write something" in ben.do(case, "reopen", text="").text
    assert "The case is open again." in ben.do(case, "reopen", text="Có giấy tờ mới.").text
    assert case_of(case.application_id).decided_at is None


def test_the_whole_case_is_a_file(ann: Desk, case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "granted", "Đủ.", [{"title": "Luật", "article": "1"}])
    response = ann.client.get(f"/office/cases/{case.pk}/file/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "Nguyễn Thị Ẩn" in "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def test_its_documents_are_issued_and_go_out(ann: Desk, case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "granted", "Đủ.", [{"title": "Luật", "article": "1"}])
    for output in Output.objects.all():
        assert "is not issued yet" in ann.open(f"/office/cases/{case.pk}/outputs/{output.pk}/").text
        ann.do(case, "issue", target=str(output.pk))
        assert ann.client.get(f"/office/cases/{case.pk}/outputs/{output.pk}/").content[:5] == b"%PDF-"
        if output.way == "post":
            assert "at most 60 characters" in ann.do(case, "send", target=str(output.pk), tracking="1" * 61).text
            ann.do(case, "send", target=str(output.pk), tracking="VN 12")
    assert not Output.objects.filter(state=Output.State.ORDERED).exists()
