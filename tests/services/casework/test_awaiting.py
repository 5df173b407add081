"""What was said and is not in writing yet: everything else is asked, and nothing is sent before it is there."""

from __future__ import annotations

import pytest

from services.casework import applications
from services.casework.applications import NotAsked, Turn
from services.casework.models import AnswerRow
from services.journeys.steps import Ask, Review, Wait
from services.record import ledger
from tests.services.casework.conftest import SAYS, Applicant

pytestmark = pytest.mark.django_db


def said(applicant: Applicant, instance: str = "full_name") -> Turn:
    return applications.leave_to_listeners(applicant.id, instance, touch=applicant.touch, keyed_by="citizen")


def written(applicant: Applicant, raw: str) -> Turn:
    return applications.write_down(applicant.id, "full_name", raw, touch=applicant.touch, keyed_by="operator:7")


def go_on(applicant: Applicant) -> Turn:
    while isinstance(step := applicant.turn.step, Ask):
        applicant.answer(step.instance, SAYS[step.instance])
    return applicant.turn


def test_all_else_is_asked_meanwhile(applicant: Applicant) -> None:
    step = said(applicant).step
    assert isinstance(step, Ask) and step.instance == "citizen_id"
    assert go_on(applicant).step == Wait("transcription", ("full_name",))


def test_once_it_is_written_down_the_answers_are_checked(applicant: Applicant) -> None:
    said(applicant)
    go_on(applicant)
    assert isinstance(written(applicant, "Nguyễn Thị Ẩn").step, Review)
    row = AnswerRow.objects.get(application_id=applicant.id, instance="full_name")
    assert (row.keyed_by, row.source) == ("operator:7", "transcribed")
    assert next(ledger.verify(), None) is None


def test_what_they_type_themselves_is_not_written_over(applicant: Applicant) -> None:
    said(applicant)
    applicant.answer("full_name", "Nguyễn Thị Ẩn")
    with pytest.raises(NotAsked):
        written(applicant, "Nguyễn Thị An")
    assert isinstance(go_on(applicant).step, Review)


def test_what_is_said_anew_is_waited_for_though_it_was_answered(applicant: Applicant) -> None:
    go_on(applicant)
    assert isinstance(said(applicant).step, Wait)
    assert isinstance(applicant.answer("full_name", SAYS["full_name"]).step, Review)


def test_what_nobody_can_write_down_is_asked_again(applicant: Applicant) -> None:
    said(applicant)
    go_on(applicant)
    applications.ask_anew(applicant.id, "full_name", actor="installation")
    step = applicant.turn.step
    assert isinstance(step, Ask) and step.instance == "full_name"


def test_what_cannot_stand_is_not_taken(applicant: Applicant) -> None:
    said(applicant)
    step = written(applicant, "R2D2").step
    assert isinstance(step, Ask) and step.problems
    assert isinstance(go_on(applicant).step, Wait)


def test_a_question_that_is_not_asked_cannot_be_said(applicant: Applicant) -> None:
    with pytest.raises(NotAsked):
        said(applicant, "bank")
