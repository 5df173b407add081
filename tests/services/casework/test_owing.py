"""Evidence that comes later: sent all the same, asked for by the platform, and nobody's clock runs meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.casework import cases, requests
from services.casework.applications import current
from services.casework.models import Deadline, Decision, Document, Request, Suspension, Task
from services.catalogue.gates import Refused
from services.journeys.steps import Ask
from services.record import clock
from tests.services.casework.cast import case_of
from tests.services.casework.conftest import Applicant
from tests.services.casework.small import begin, go_through, publish

pytestmark = pytest.mark.django_db
RULES = """
deadline: {from: file_complete, calendar_days: 10, closed_day: stays, silence: escalate}
questions:
  - {ask: paper, type: evidence, accepts: [pdf], most: 2}
  - ask: children
    type: group
    questions:
      - {ask: birth_paper, type: evidence, accepts: [pdf], most: 1}
"""
AUTOMATIC = """
decision: automatic
questions: [{ask: paper, type: evidence, accepts: [pdf], most: 2}]
"""


def sent(tmp_path: Path, rules: str = RULES, **says: str) -> Applicant:
    publish(tmp_path, "papers", rules)
    applicant = begin("papers")
    go_through(applicant, **({"paper": "later", "children": "done"} | says))
    return applicant


def given(applicant: Applicant, name: str = "paper") -> Request:
    """They sent what was asked for."""
    request = Request.objects.get()
    paper = applicant.give(requests.place_of(request.pk, name))
    cases.provide(request.pk, name, 0, paper, touch=applicant.touch, keyed_by="citizen")
    cases.hand_in(request.pk, touch=applicant.touch, keyed_by="citizen")
    return Request.objects.get()


def test_it_is_asked_for_from_the_moment_of_sending(tmp_path: Path) -> None:
    case = case_of(sent(tmp_path).id)
    request = Request.objects.get()
    assert (case.waiting, case.step, request.asked_by) == (True, "waiting", "platform")
    assert [each["ask"] for each in request.rules["questions"]] == ["paper"]
    assert request.before - clock.now() > timedelta(days=29)


def test_nothing_is_asked_for_where_nothing_is_owed(tmp_path: Path) -> None:
    publish(tmp_path, "papers", RULES)
    applicant = begin("papers")
    go_through(applicant, paper=applicant.give("paper"), children="done")
    assert not Request.objects.exists() and not case_of(applicant.id).waiting


def test_the_authoritys_time_begins_when_it_is_there(tmp_path: Path) -> None:
    clock.travel(datetime(2026, 6, 1, 10, tzinfo=UTC))
    applicant = sent(tmp_path)
    before = Deadline.objects.get().before
    assert Suspension.objects.get().reason == "evidence"
    clock.travel(clock.now() + timedelta(days=7))
    given(applicant)
    assert Deadline.objects.get().before - before == timedelta(days=7)
    assert not case_of(applicant.id).waiting


def test_the_answer_is_put_right_and_the_paper_lies_where_it_was_asked(tmp_path: Path) -> None:
    applicant = sent(tmp_path)
    given(applicant)
    value = current(applicant.id).phrases.interview.values["paper"]
    assert value == [str(Document.objects.get(instance="paper").pk)]
    assert Task.objects.get().name == "look_at_answer"


def test_in_a_row_it_is_asked_in_the_words_it_has_there(tmp_path: Path) -> None:
    publish(tmp_path, "papers", RULES)
    applicant = begin("papers")
    applicant.answer("paper", applicant.give("paper"))
    applicant.answer("children", "add")
    row = current(applicant.id).step
    assert isinstance(row, Ask)
    applicant.answer(row.instance, "later")
    go_through(applicant, children="done")
    asked = cases.requested(Request.objects.get().pk)
    assert isinstance(asked.step, Ask) and asked.step.question.answer.type == "evidence"
    assert asked.phrases.text("q1") == current(applicant.id).phrases.text(row.instance)


def test_in_the_request_nothing_is_put_off_again(tmp_path: Path) -> None:
    applicant = sent(tmp_path)
    asked = cases.provide(Request.objects.get().pk, "paper", 0, "later", touch=applicant.touch, keyed_by="citizen")
    assert isinstance(asked.step, Ask) and asked.step.problems[0].code == "missing_file"


def test_what_the_rules_decide_waits_for_it_and_no_longer(tmp_path: Path) -> None:
    applicant = sent(tmp_path, AUTOMATIC)
    assert not Decision.objects.exists()
    given(applicant)
    assert Decision.objects.get().automatic and case_of(applicant.id).decided_at


def test_wanted_at_once_it_shuts_out_who_has_no_screen(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="P201: sms does not carry"):
        publish(tmp_path, "papers", "questions: [{ask: paper, type: evidence, later: no}]")
