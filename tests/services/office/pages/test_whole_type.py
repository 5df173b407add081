"""A case of a type with everything: steps, tasks, papers and priorities of its own, four eyes, who is to be reached."""

from __future__ import annotations

from io import BytesIO

import pytest

from services.casework.models import Case, Deadline, Decision, Document, Party, Task
from services.catalogue import samples
from services.journeys.steps import Ask
from tests.services.casework.cast import case_of
from tests.services.casework.conftest import PDF
from tests.services.casework.small import begin
from tests.services.office.desks import Desk

pytestmark = pytest.mark.django_db
SAYS = {
    "your_name": "Ana Ruiz Gil",
    "your_document": "dni",
    "your_dni": "12345678Z",
    "your_phone": "",
    "home_place": "Madrid",
    "home_address": "Calle Mayor 1",
    "right_to_home": "guest",
    "owner_name": "Luis Gil",
    "owner_phone": "",
    "adults": "done",
    "minors": "done",
}


@pytest.fixture
def case() -> Case:
    """A guest of Luis, whom nobody knows how to reach."""
    samples.load("residence-register")
    applicant = begin("residence-register")
    while isinstance(step := applicant.turn.step, Ask):
        evidence = step.instance == "owner_authorisation"
        said = applicant.give(step.instance) if evidence else SAYS[step.instance]
        turn = applicant.answer(step.instance, said)
        assert not getattr(turn.step, "problems", ()), turn.step
    applicant.declare()
    applicant.submit()
    return case_of(applicant.id)


def paper(name: str = "acta de visita.pdf", content: bytes = PDF) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_its_own_step_is_set(ann: Desk, case: Case) -> None:
    assert "The home was looked at" in ann.open(f"/office/cases/{case.pk}/do/step/").text
    assert "The step is set." in ann.do(case, "step", step="home_checked").text
    assert case_of(case.application_id).step == "home_checked"


def test_it_goes_first_for_a_reason_of_the_law_only(ann: Desk, case: Case) -> None:
    assert ann.do(case, "prioritise", priority="friend").status == 422
    assert "Ley 39/2015" in ann.open(f"/office/cases/{case.pk}/do/prioritise/").text
    ann.do(case, "prioritise", priority="reasoned_order")
    assert case_of(case.application_id).lane == Case.Lane.PRIORITY


def test_its_deadline_is_put_off_once(ann: Desk, case: Case) -> None:
    Deadline.objects.filter(case=case).update(suspended_at=None)
    before = Deadline.objects.get().due_on
    assert "The deadline is later" in ann.do(case, "extend", text="Hay que ver la vivienda.").text
    assert Deadline.objects.get().due_on > before
    assert ann.do(case, "extend", text="Otra vez.").status == 422


def test_a_paper_is_put_into_the_file(ann: Desk, case: Case) -> None:
    assert "Report of the visit" in ann.open(f"/office/cases/{case.pk}/do/file/").text
    page = ann.do(case, "file", paper="visit-report", file=paper())
    assert "It is in the file." in page.text and "acta de visita.pdf" in page.text and "Filed by Ann" in page.text
    kept = Document.objects.get(filed_by__gt="")
    assert ann.client.get(f"/office/cases/{case.pk}/documents/{kept.pk}/").content == PDF


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"paper": "visit-report"}, "Choose a file."),
        ({"paper": "", "file": paper()}, "Choose what kind of paper it is."),
        ({"paper": "other", "file": paper(content=b"MZ\0\0")}, "We cannot take this kind of file."),
    ],
    ids=["no file", "no kind", "a program"],
)
def test_what_is_no_paper_is_said_at_its_field(ann: Desk, case: Case, typed: dict[str, object], sentence: str) -> None:
    page = ann.do(case, "file", **typed)
    assert page.status == 422 and sentence in page.text and "<title>Error:" in page.html
    assert not Document.objects.filter(filed_by__gt="").exists()


def test_whom_nobody_can_reach_is_found_and_asked(ann: Desk, case: Case) -> None:
    owner = Party.objects.get()
    ann.do(case, "reach", target=str(owner.pk), way="email", address="luis@example.es")
    assert Party.objects.get().state == Party.State.INVITED
    assert not Task.objects.filter(name="reach_party", state=Task.State.OPEN).exists()


def decided_by(desk: Desk, case: Case) -> None:
    for task in Task.objects.filter(case=case, state=Task.State.OPEN):
        desk.do(case, "finish", target=str(task.pk))
    desk.do(case, "decide", result="granted", grounds="Vive allí.", laws=["0"])


def test_another_colleague_confirms_what_one_has_decided(ann: Desk, ben: Desk, case: Case) -> None:
    decided_by(ann, case)
    assert Decision.objects.get().state == Decision.State.PROPOSED
    assert ann.do(case, "confirm").status == 403
    assert "The decision stands." in ben.do(case, "confirm").text
    assert Decision.objects.get().state == Decision.State.STANDS


def test_or_turns_it_down_with_a_reason(ann: Desk, ben: Desk, case: Case) -> None:
    decided_by(ann, case)
    assert "Write something" in ben.do(case, "turn_down", text=" ").text
    ben.do(case, "turn_down", text="Falta el acta.")
    assert Decision.objects.get().state == Decision.State.TURNED_DOWN
    assert case_of(case.application_id).decided_at is None
