"""What a definition says of its cases is what happens in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.casework import cases, handling
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Decision, Task
from services.casework.trace import type_of
from services.journeys.definition import load
from services.journeys.problems import Mistakes
from services.people import staffing
from services.record import ledger
from tests.services.casework.cast import Cast, gather
from tests.services.casework.small import begin, go_through, publish, sent
from tests.services.parity.examples import written

pytestmark = pytest.mark.django_db
BASIS = [{"title": "Law"}]

WHOLE = """
questions:
  - {ask: name, type: person_name}
  - {ask: dog, type: yes_no}
cases:
  - type: permit
    four_eyes: true
    steps: [received, in_progress, {step: inspection, tells: false}, waiting, decided, closed]
    tasks: [read, {task: visit, when: dog, role: inspector, four_eyes: true}]
    roles: [inspector]
    results: [{result: granted, archive_years: 1, destroy_years: 3}, refused, withdrawn, lapsed]
    priorities: [{priority: illness, legal_basis: {title: "The law on waiting", article: "7"}}]
"""
WORDS = """
steps: {inspection: We look at the place}
tasks: {read: Read it, visit: Go and see}
cases: {permit: A permit}
priorities: {illness: Somebody is ill}
"""
AUTOMATIC = """
questions:
  - {ask: name, type: person_name, concept: name}
  - {ask: age, type: whole_number, min: 0, max: 120}
decision: automatic
cases:
  - type: example-automatic
    decides: [{result: granted, when: age >= 18}, {result: refused}]
"""


@pytest.fixture
def permit(tmp_path: Path) -> Case:
    """The only case type of a service stands below the whole."""
    publish(tmp_path, "permit", WHOLE, WORDS)
    return sent("permit", name="Ana", dog="yes")


@pytest.fixture
def cast(permit: Case) -> Cast:
    assert permit.authority is not None
    return gather(permit.authority)


def decide(cast: Cast, permit: Case) -> Decision:
    return handling.decide(cast.ann, permit.pk, "granted", "A good place for a dog.", BASIS)


def done(cast: Cast, permit: Case) -> None:
    staffing.join(cast.leo, cast.team, ["handler", "inspector", "lead"], by=None)
    staffing.join(cast.ben, cast.team, ["decider", "inspector"], by=None)
    for task in Task.objects.filter(case=permit):
        handling.finish_task(cast.leo, task.pk)
        handling.confirm_task(cast.ben, task.pk)


def test_its_tasks_are_there_for_whom_they_concern(permit: Case) -> None:
    tasks = {task.name: (task.role, task.four_eyes) for task in Task.objects.filter(case=permit)}
    assert tasks == {"read": ("handler", False), "visit": ("inspector", True)}


def test_a_condition_leaves_a_task_out(tmp_path: Path) -> None:
    publish(tmp_path, "permit", WHOLE, WORDS)
    assert [task.name for task in Task.objects.filter(case=sent("permit", name="Ana", dog="no"))] == ["read"]


def test_a_task_is_done_by_its_role(permit: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        handling.finish_task(cast.ann, Task.objects.get(name="visit").pk)


def test_four_eyes_decide(permit: Case, cast: Cast) -> None:
    done(cast, permit)
    assert decide(cast, permit).state == Decision.State.PROPOSED
    with pytest.raises(NotNow, match="already_proposed"):
        decide(cast, permit)
    with pytest.raises(NotAllowed):
        handling.confirm(cast.ann, permit.pk)
    stands = handling.confirm(cast.ben, permit.pk)
    assert (stands.state, stands.proposed_by, stands.decided_by) == ("stands", str(cast.ann.pk), str(cast.ben.pk))
    assert list(ledger.verify()) == []


def test_who_proposed_does_not_confirm(permit: Case, cast: Cast) -> None:
    done(cast, permit)
    handling.decide(cast.ben, permit.pk, "granted", "A good place.", BASIS)
    with pytest.raises(NotNow, match="own_work"):
        handling.confirm(cast.ben, permit.pk)


def test_turned_down_it_is_proposed_anew(permit: Case, cast: Cast) -> None:
    done(cast, permit)
    decide(cast, permit)
    handling.turn_down(cast.ben, permit.pk, "The visit says otherwise")
    with pytest.raises(NotNow, match="nothing_proposed"):
        handling.confirm(cast.ben, permit.pk)
    assert decide(cast, permit).state == Decision.State.PROPOSED


def test_a_step_of_its_own_tells_nobody_unless_it_should(permit: Case, cast: Cast) -> None:
    handling.set_step(cast.ann, permit.pk, "inspection")
    assert not permit.statuses.filter(step="closed").exists()
    followed = cases.follow(permit.application_id, language="en")
    assert followed is not None
    assert [step.words for step in followed.steps][-1] == "We look at the place"
    with pytest.raises(NotNow, match="no_such_step"):
        handling.set_step(cast.ann, permit.pk, "decided")


def test_a_priority_has_its_law_and_its_lane(permit: Case, cast: Cast) -> None:
    case = handling.prioritise(cast.ann, permit.pk, "illness")
    assert case.lane == Case.Lane.PRIORITY
    assert handling.prioritise(cast.ann, permit.pk, "").lane == Case.Lane.USUAL


def test_its_result_says_how_long_it_is_kept(permit: Case, cast: Cast) -> None:
    done(cast, permit)
    decide(cast, permit)
    handling.confirm(cast.ben, permit.pk)
    permit.refresh_from_db()
    assert permit.closed_at is not None and permit.archive_on is not None and permit.destroy_on is not None
    today: date = permit.closed_at.date()
    assert (permit.archive_on.year - today.year, permit.destroy_on.year - today.year) in ((1, 3), (2, 4))


def test_ten_lines_have_a_whole_workflow(tmp_path: Path) -> None:
    publish(tmp_path, "tiny", "questions:\n  - {ask: name, type: person_name}\n")
    case = sent("tiny", name="Ana")
    assert case.authority is not None
    cast = gather(case.authority)
    handling.take(cast.ann, case.pk)
    handling.decide(cast.ann, case.pk, "granted", "Why not.", BASIS)
    case.refresh_from_db()
    assert [status.step for status in case.statuses.all()] == ["received", "in_progress", "decided", "closed"]
    assert type_of(case).decisions == ("granted", "granted_in_part", "refused")


@pytest.mark.parametrize(("age", "result"), [("18", "granted"), ("17", "refused")])
def test_rules_decide_where_there_is_no_discretion(tmp_path: Path, age: str, result: str) -> None:
    publish(tmp_path, "example-automatic", AUTOMATIC, "cases: {example-automatic: It}")
    case = sent("example-automatic", name="Ana", age=age)
    decision = Decision.objects.get(case=case)
    assert (decision.result, decision.decided_by, decision.automatic) == (result, "law", True)
    followed = cases.follow(case.application_id, language="en")
    assert followed is not None and followed.decision is not None and followed.can_appeal


def test_a_double_click_decides_once(tmp_path: Path) -> None:
    publish(tmp_path, "example-automatic", AUTOMATIC, "cases: {example-automatic: It}")
    applicant = begin("example-automatic")
    go_through(applicant, name="Ana", age="20")
    applicant.submit()
    assert Decision.objects.count() == 1


MISTAKES = [
    ("steps: [received, decided]", "begin with received and end with decided, closed"),
    ("steps: [received, x, x, decided, closed]", "x stands twice"),
    ("tasks: [{task: t, role: nobody}]", "nobody is not a role"),
    ("tasks: [{task: t, when: cat}]", "cat"),
    ("results: [granted]", "withdrawn is missing"),
    ("decides: [{result: granted}]", "decides goes with decision: automatic"),
    ("results: [{result: granted, destroy_years: many}, withdrawn, lapsed]", "destroy_years"),
    ("deadline: {from: filed, working_days: 3, suspends: [weather]}", "party"),
    ("deadline: {from: filed, working_days: 3, extension: {legal_basis: {title: L}}}", "one of"),
]


@pytest.mark.parametrize(("mistake", "said"), MISTAKES)
def test_a_mistake_is_told_by_its_line(tmp_path: Path, mistake: str, said: str) -> None:
    rules = "questions:\n  - {ask: name, type: person_name}\ncases:\n  - type: permit\n    " + mistake + "\n"
    with pytest.raises(Mistakes) as wrong:
        load(written(rules, "", tmp_path))
    found = [str(each) for each in wrong.value.mistakes if said in str(each)]
    assert found and "service.yaml:9" in found[0]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("alike: [[cat]]", "cat is not a question"),
        ("outputs: [{document: paper, chosen_by: name, ways: [post]}]", "name is not a choice"),
        ("outputs: [{document: paper, shows: [cat]}]", "cat is not a question"),
    ],
)
def test_what_names_a_question_names_one_there_is(tmp_path: Path, rules: str, said: str) -> None:
    with pytest.raises(Mistakes) as wrong:
        load(written(f"questions:\n  - {{ask: name, type: person_name}}\n{rules}\n", "", tmp_path))
    assert any(said in str(each) for each in wrong.value.mistakes)


def test_a_definition_changed_meanwhile_changes_no_open_case(permit: Case, cast: Cast, tmp_path: Path) -> None:
    changed = WHOLE.replace("four_eyes: true\n    steps", "four_eyes: false\n    steps").replace("read, ", "")
    publish(tmp_path / "later", "permit", changed, WORDS.replace("read: Read it, ", ""), begun="keep")
    assert type_of(permit).four_eyes
    done(cast, permit)
    assert decide(cast, permit).state == Decision.State.PROPOSED
    later = sent("permit", name="Bo", dog="no")
    assert not type_of(later).four_eyes and not Task.objects.filter(case=later).exists()
