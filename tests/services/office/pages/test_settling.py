"""From the page: a duplicate is merged, an exemption judged, a document handed to whom the applicant sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from services.casework import handling, references
from services.casework.models import Case, FeeDue, Output
from services.casework.outputs import issuing
from services.people import mandates, persons
from services.people.models import Mandate
from tests.services.casework.cast import Cast, case_of, gather, sent
from tests.services.casework.conftest import Applicant
from tests.services.casework.test_exemptions import stamped
from tests.services.office.desks import Desk, at_desk

MANDATE = re.compile(r'value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Somebody with a mandate')


@pytest.fixture
def output(case: Case, cast: Cast) -> Output:
    """Waiting at the counter."""
    handling.decide(cast.ann, case.pk, "granted", "Đủ.", [{"title": "Luật", "article": "1"}])
    made = Output.objects.get()
    issuing.issue(cast.ann, made.pk)
    Output.objects.update(way="spot", state="ready")
    return made


def given(case: Case, act: str) -> Mandate:
    """What the applicant let their neighbour do."""
    neighbour = persons.draw_up({"name": "Trần Văn Bình"}, "vi")
    assert case.application.person is not None
    return mandates.give(case.application.person, neighbour, case.subject, [act], touch="")


def receiver(output: Output) -> str:
    return Output.objects.get(pk=output.pk).receiver


def test_a_duplicate_ends_and_says_where_it_goes_on(ann: Desk, case: Case, arrive: Callable[[], Applicant]) -> None:
    other = sent(arrive())
    page = ann.do(case, "merge", reference=other.reference)
    assert "This case ended; the other one goes on." in page.text and "Merged into another case" in page.text
    assert case_of(case.application_id).merged_into == other
    assert ann.do(case, "take").status == 409


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("4827", "A reference has 12 digits"),
        ("another", "No case of yours has this reference"),
        ("its own", "Choose another case"),
    ],
)
def test_into_what_is_no_other_case_it_is_not_merged(ann: Desk, case: Case, reference: str, sentence: str) -> None:
    typed = {"its own": case.reference, "another": references.mint()}.get(reference, reference)
    page = ann.do(case, "merge", reference=typed)
    assert page.status == 422 and sentence in page.text and typed in page.html
    assert case_of(case.application_id).merged_into is None


@pytest.mark.parametrize(("accepted", "amount", "said"), [("yes", "0", "Waived:"), ("no", "12.50", "12.50")])
def test_an_exemption_is_judged(db: None, tmp_path: Path, accepted: str, amount: str, said: str) -> None:
    case = stamped(tmp_path)
    assert case.authority is not None
    ann = at_desk(gather(case.authority).ann)
    asked = ann.open(f"/office/cases/{case.pk}/").text
    assert "Waive the fee" in asked and "Poor households" in asked
    page = ann.do(case, "exemption", target=str(FeeDue.objects.get().pk), accepted=accepted)
    assert "The exemption is judged." in page.text and said in page.text and "Waive the fee" not in page.text
    assert FeeDue.objects.get().amount == Decimal(amount)


def test_handed_to_the_applicant(ann: Desk, case: Case, output: Output) -> None:
    assert "Somebody with a mandate" not in ann.open(f"/office/cases/{case.pk}/do/hand_over/?target={output.pk}").text
    assert "The document is handed over." in ann.do(case, "hand_over", target=str(output.pk), receiver="applicant").text
    assert receiver(output) == "applicant"


def test_handed_to_whom_they_sent(ann: Desk, case: Case, output: Output) -> None:
    mandate = given(case, mandates.COLLECT)
    form = ann.open(f"/office/cases/{case.pk}/do/hand_over/?target={output.pk}").html
    assert MANDATE.findall(form) == [str(mandate.holder_id)]
    ann.do(case, "hand_over", target=str(output.pk), receiver=str(mandate.holder_id))
    assert receiver(output) == f"mandate:{mandate.pk}"


@pytest.mark.parametrize("act", ["", mandates.FOLLOW])
def test_handed_to_nobody_else(ann: Desk, case: Case, output: Output, act: str) -> None:
    holder = given(case, act).holder_id if act else UUID(int=7)
    for said in ("", str(holder)):
        page = ann.do(case, "hand_over", target=str(output.pk), receiver=said)
        assert page.status == 422 and "Choose who takes it." in page.text
    assert receiver(output) == ""
