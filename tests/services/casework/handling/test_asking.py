"""Asking the applicant for something, and what they make of it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from services.casework import cases, documents, handling, requests
from services.casework.clocks import claiming
from services.casework.errors import DocumentRefused, NotAllowed, NotAsked, NotNow, Stale
from services.casework.handling import Own
from services.casework.models import Application, Case, Deadline, Request, Task
from services.journeys.steps import Ask, Done, Review
from services.record import clock, ledger
from tests.services.casework.cast import Cast, gather
from tests.services.casework.conftest import PDF, Applicant
from tests.services.casework.small import publish
from tests.services.casework.small import sent as small_sent

DOGS = """
questions:
  - {ask: name, type: person_name}
  - {ask: dog_name, type: text, max: 40}
"""
PAPER = Own("evidence", "Please send the letter of the bank.")
WHY = Own("long_text", "Why did you move? {Please}", hint="In a few words.")


def asked(cast: Cast, case: Case, *own: Own, again: tuple[str, ...] = ()) -> Request:
    return handling.ask(cast.ann, case.pk, own=own, again=again, days=14)


def give(applicant: Applicant, request: Request, instance: str, raw: str, revision: int = 0) -> Any:
    return cases.provide(request.pk, instance, revision, raw, touch=applicant.touch, keyed_by="citizen", language="en")


def hand_in(applicant: Applicant, request: Request) -> Any:
    return cases.hand_in(request.pk, touch=applicant.touch, keyed_by="citizen")


def test_it_waits_and_the_clock_stands_still(case: Case, cast: Cast) -> None:
    asked(cast, case, WHY)
    case.refresh_from_db()
    assert (case.step, case.waiting) == ("waiting", True)
    assert Deadline.objects.get(case=case).suspended_at is not None


def test_answered_it_goes_on_with_what_was_left(case: Case, cast: Cast, applicant: Applicant) -> None:
    before = Deadline.objects.get(case=case).before
    request = asked(cast, case, WHY)
    clock.set_offset(timedelta(days=5))
    give(applicant, request, "q1", "The roof was leaking")
    assert isinstance(hand_in(applicant, request).step, Done)
    case.refresh_from_db()
    deadline = Deadline.objects.get(case=case)
    assert (case.step, case.waiting, deadline.suspended_at) == ("in_progress", False, None)
    assert deadline.before >= before + timedelta(days=5)
    assert Task.objects.get(case=case).name == "look_at_answer"


def test_own_words_are_asked_as_they_were_written(case: Case, cast: Cast) -> None:
    turn = cases.requested(asked(cast, case, WHY).pk, language="en")
    assert isinstance(turn.step, Ask)
    assert turn.phrases.text("q1") == "Why did you move? (Please)"
    assert turn.phrases.title


def test_a_question_of_the_service_is_asked_again_under_its_own_rules(
    case: Case, cast: Cast, applicant: Applicant
) -> None:
    request = asked(cast, case, again=("born",))
    wrong = give(applicant, request, "born", "31/2/1950")
    assert wrong.step.problems and wrong.step.typed == "31/2/1950"
    give(applicant, request, "born", "28/3/1950")
    hand_in(applicant, request)
    application = Application.objects.get(pk=applicant.id)
    assert application.rows.get(instance="born").source == f"request:{request.pk.hex}"
    assert application.declared_revision == application.revision
    assert list(ledger.verify()) == []


def test_what_stands_in_a_question_asked_again_is_filled_in(tmp_path: Path, db: None) -> None:
    publish(tmp_path, "dogs", DOGS, "dog_name: {text: 'What is the dog of {name} called?'}")
    case = small_sent("dogs", name="Ana", dog_name="Bobi")
    assert case.authority is not None
    request = asked(gather(case.authority), case, again=("dog_name",))
    turn = cases.requested(request.pk, language="en")
    assert turn.phrases.text("dog_name") == "What is the dog of Ana called?"


def test_two_doors_answer_one_question(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, WHY)
    give(applicant, request, "q1", "The roof")
    give(applicant, request, "q1", "The roof")
    with pytest.raises(Stale) as stale:
        give(applicant, request, "q1", "The stairs")
    assert (stale.value.saved, stale.value.typed) == ("The roof", "The stairs")


def test_handing_in_twice_gives_one_receipt(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, WHY)
    give(applicant, request, "q1", "The roof")
    first, second = hand_in(applicant, request), hand_in(applicant, request)
    assert first.step == second.step
    with pytest.raises(NotNow, match="request_answered"):
        give(applicant, request, "q1", "The stairs", 1)
    assert Task.objects.count() == 1


def test_it_is_not_handed_in_before_everything_is_answered(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, WHY, Own("yes_no", "Do you live alone?"))
    give(applicant, request, "q1", "The roof")
    assert isinstance(hand_in(applicant, request).step, Ask)
    give(applicant, request, "q2", "no")
    assert isinstance(cases.requested(request.pk).step, Review)


def test_evidence_must_have_come_for_it(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, PAPER)
    place = requests.place_of(request.pk, "q1")
    strange = give(applicant, request, "q1", "00000000-0000-4000-8000-000000000000")
    assert strange.step.problems[0].code == "document_unknown"
    file = BytesIO(PDF)
    file.name = "thư.pdf"
    document = documents.receive(applicant.id, place, file, touch=applicant.touch, keyed_by="citizen")
    assert isinstance(give(applicant, request, "q1", str(document.pk)).step, Review)


def test_a_virus_is_not_kept_and_the_request_stays_open(
    case: Case, cast: Cast, applicant: Applicant, settings: Any
) -> None:
    settings.DOCUMENT_SCANNER = "tests.services.casework.fake_scanner.infected"
    request = asked(cast, case, PAPER)
    file = BytesIO(PDF)
    file.name = "thư.pdf"
    with pytest.raises(DocumentRefused):
        documents.receive(
            applicant.id, requests.place_of(request.pk, "q1"), file, touch=applicant.touch, keyed_by="citizen"
        )
    assert isinstance(cases.requested(request.pk).step, Ask)


def test_withdrawn_it_is_not_needed_any_more(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, WHY)
    with pytest.raises(NotAllowed):
        handling.withdraw_request(cast.eve, request.pk)
    assert handling.withdraw_request(cast.ann, request.pk)
    assert not handling.withdraw_request(cast.ann, request.pk)
    with pytest.raises(NotNow, match="request_withdrawn"):
        give(applicant, request, "q1", "The roof")


def test_unanswered_in_time_the_authority_goes_on(case: Case, cast: Cast) -> None:
    request = asked(cast, case, WHY)
    clock.set_offset(timedelta(days=40))
    assert claiming.lapse_limits() == 1
    assert claiming.lapse_limits() == 0
    request.refresh_from_db()
    case.refresh_from_db()
    assert (request.state, case.waiting) == ("lapsed", False)
    assert Task.objects.get(case=case).name == "request_lapsed"


def test_nobody_decides_while_an_answer_is_owed(case: Case, cast: Cast) -> None:
    asked(cast, case, WHY)
    with pytest.raises(NotNow, match="request_open"):
        handling.decide(cast.ann, case.pk, "granted", "So it is", [{"title": "Law"}])


@pytest.mark.parametrize(
    ("own", "again", "days", "code"),
    [
        ((), (), 14, "nothing_asked"),
        ((Own("text", " "),), (), 14, "question_missing"),
        ((Own("group", "Who?"),), (), 14, "question_missing"),
        ((Own("choice", "Which?", options=("one",)),), (), 14, "options_missing"),
        ((), ("collectors",), 14, "not_asked_again"),
        ((), ("nothing",), 14, "not_asked_again"),
        ((WHY,), (), 1, "days_out_of_range"),
    ],
)
def test_what_cannot_be_asked_is_said(
    case: Case, cast: Cast, own: tuple[Own, ...], again: tuple[str, ...], days: int, code: str
) -> None:
    with pytest.raises(NotNow) as refused:
        handling.ask(cast.ann, case.pk, own=own, again=again, days=days)
    assert refused.value.code == code
    assert refused.value.sentence("pt")


def test_only_what_was_asked_is_taken(case: Case, cast: Cast, applicant: Applicant) -> None:
    request = asked(cast, case, WHY)
    with pytest.raises(NotAsked):
        give(applicant, request, "q2", "x")


def test_a_person_puts_an_answer_right_by_themselves(case: Case, applicant: Applicant) -> None:
    request = cases.correct(applicant.id, ["bank"], touch=applicant.touch, keyed_by="citizen")
    assert cases.correct(applicant.id, ["bank"], touch=applicant.touch, keyed_by="citizen") == request
    give(applicant, request, "bank", "BIDV")
    hand_in(applicant, request)
    assert Deadline.objects.get(case=case).suspended_at is None
    assert Application.objects.get(pk=applicant.id).rows.get(instance="bank").source.startswith("request:")
