"""The one door: answer, change, check, declare, send."""

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from services.casework import applications
from services.casework.applications import NotAsked, NotYours, Stale, Submitted
from services.casework.models import AnswerRow, Application, Case
from services.journeys.steps import Ask, Declare, Done, Prove, Refused, Review
from services.record import ledger
from services.record.models import Entry, Event
from tests.services.casework.conftest import SAYS, Applicant

pytestmark = pytest.mark.django_db


def test_from_the_first_question_to_the_receipt(applicant: Applicant) -> None:
    assert isinstance(applicant.answer_all().step, Review)
    assert isinstance(applicant.declare().step, Declare)
    turn = applicant.submit()
    assert turn.step == Done(applicant.started.application.reference)
    case = Case.objects.get()
    assert case.reference == turn.reference
    assert list(case.statuses.values_list("step", flat=True)) == ["received"]
    assert list(ledger.verify()) == []


def test_sending_twice_gives_the_same_receipt(applicant: Applicant) -> None:
    applicant.answer_all()
    applicant.declare()
    assert applicant.submit().step == applicant.submit().step
    assert Case.objects.count() == 1
    assert Event.objects.filter(kind="application.submitted").count() == 1


def test_nothing_is_sent_before_it_is_declared(applicant: Applicant) -> None:
    applicant.answer_all()
    assert isinstance(applicant.submit().step, Review)
    assert not Case.objects.exists()


def test_a_change_after_the_check_has_to_be_checked_again(applicant: Applicant) -> None:
    applicant.answer_all()
    applicant.declare()
    applicant.answer("paid", "cash")
    assert isinstance(applicant.submit().step, Review)
    assert not Case.objects.exists()


def test_what_changed_elsewhere_meanwhile_is_said(applicant: Applicant) -> None:
    checked = applicant.answer_all()
    declaring = applicant.declare()
    assert not checked.changed and not declaring.changed
    applicant.answer("paid", "cash")
    late = applications.declare(applicant.id, declaring.revision, touch=applicant.touch, keyed_by="citizen")
    assert isinstance(late.step, Review) and late.changed
    sent = applicant.submit()
    assert isinstance(sent.step, Review) and sent.changed
    assert not applications.current(applicant.id).submitted_at


def test_a_double_click_on_the_check_says_nothing_of_changes(applicant: Applicant) -> None:
    revision = applicant.answer_all().revision
    for _ in range(2):
        turn = applications.review(applicant.id, revision, touch=applicant.touch, keyed_by="citizen")
        assert isinstance(turn.step, Prove) and not turn.changed


def test_after_sending_nothing_changes(applicant: Applicant) -> None:
    applicant.answer_all()
    applicant.declare()
    applicant.submit()
    with pytest.raises(Submitted):
        applicant.answer("paid", "cash", 0)


def test_a_wrong_answer_comes_back_as_it_was_typed(applicant: Applicant) -> None:
    turn = applicant.answer("full_name", "R2D2")
    assert isinstance(turn.step, Ask)
    assert (turn.step.typed, turn.step.problems[0].code) == ("R2D2", "not_a_name")
    assert not AnswerRow.objects.exists()


def test_an_answer_that_is_not_relevant_is_set_aside_and_returns(applicant: Applicant) -> None:
    applicant.answer_all()
    turn = applicant.answer("paid", "cash")
    assert isinstance(turn.step, Review)
    assert "bank" not in [answer.instance for answer in turn.step.answers]
    turn = applicant.answer("paid", "bank")
    assert isinstance(turn.step, Review)
    assert {answer.instance: answer.value for answer in turn.step.answers}["bank"] == "Agribank"


def test_somebody_not_eligible_is_told_as_soon_as_it_is_known(applicant: Applicant) -> None:
    applicant.answer("full_name", "Trần Văn Bé")
    applicant.answer("citizen_id", "001056001234")
    turn = applicant.answer("born", "1/1/2000")
    assert isinstance(turn.step, Refused)
    reason, remedy = turn.phrases.refusal(turn.step.refusals[0])
    assert "70" in reason and remedy


def test_two_tabs_on_one_question_show_both_values(applicant: Applicant) -> None:
    applicant.answer("full_name", "Nguyễn Thị Ẩn", 0)
    with pytest.raises(Stale) as stale:
        applicant.answer("full_name", "Nguyễn Văn B", 0)
    assert (stale.value.saved, stale.value.typed) == ("Nguyễn Thị Ẩn", "Nguyễn Văn B")
    applicant.answer("full_name", "Nguyễn Văn B", stale.value.revision)


def test_both_values_are_shown_as_a_person_reads_them(applicant: Applicant) -> None:
    applicant.answer_all()
    with pytest.raises(Stale) as choice:
        applicant.answer("collected_by", "somebody", 0)
    with pytest.raises(Stale) as left_out:
        applicant.answer("phone", "0912 345 678", 0)
    assert choice.value.saved == "Tôi tự nhận"
    assert left_out.value.saved == "Không khai"


def test_where_nothing_was_saved_no_revision_is_stale(applicant: Applicant) -> None:
    applicant.answer("full_name", "Nguyễn Thị Ẩn", 99)
    assert applications.ask(applicant.id, "full_name").revision == 1


def test_a_double_click_saves_once(applicant: Applicant) -> None:
    applicant.answer("full_name", "Nguyễn Thị Ẩn", 0)
    applicant.answer("full_name", "Nguyễn Thị Ẩn", 0)
    assert Entry.objects.filter(kind="answer.recorded").count() == 1


@pytest.mark.parametrize(
    "instance", ["bank", "nothing", "collectors.x.collector_name", "", "full_name.1", "born' OR 1=1"]
)
def test_what_is_not_asked_is_not_taken(applicant: Applicant, instance: str) -> None:
    with pytest.raises(NotAsked):
        applicant.answer(instance, "anything", 0)


def test_nobody_opens_what_is_not_theirs(applicant: Applicant) -> None:
    with pytest.raises(NotYours):
        applications.access(applicant.id, [uuid4()])
    with pytest.raises(NotYours):
        applications.current(uuid4())
    assert applications.access(applicant.id, [applicant.id]).pk == applicant.id


def test_nothing_a_person_said_stands_in_the_clear(applicant: Applicant) -> None:
    applicant.answer_all()
    application = Application.objects.get()
    assert "Ẩn".encode() not in bytes(application.values_sealed)
    written = str(list(Entry.objects.values())) + str(list(Event.objects.values()))
    assert "Ẩn" not in written and "001056001234" not in written
    assert Entry.objects.filter(kind="answer.recorded").count() == len(AnswerRow.objects.all())


def test_a_turn_costs_twelve_statements_at_most(
    applicant: Applicant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    applicant.answer("full_name", "Nguyễn Thị Ẩn")
    with django_assert_max_num_queries(12):
        applications.answer(applicant.id, "citizen_id", 0, "001056001234", touch=applicant.touch, keyed_by="citizen")


def test_rows_of_a_group_keep_their_ids(applicant: Applicant) -> None:
    says = {
        "collected_by": "somebody",
        "collector_name": "Lê Văn B",
        "collector_id": "001056001235",
        "collector_phone": "",
    }
    step = applicant.turn.step
    while isinstance(step, Ask) and step.instance != "collectors":
        step = applicant.answer(step.instance, (SAYS | says)[step.instance.rpartition(".")[2]]).step
    added = applicant.answer("collectors", "add")
    assert isinstance(added.step, Ask) and added.step.instance.endswith(".collector_name")
    row = added.step.instance.split(".")[1]
    removed = applicant.answer("collectors", "remove 1")
    assert isinstance(removed.step, Ask) and removed.step.instance == f"collectors.{row}.collector_name"
