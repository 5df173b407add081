"""Deciding: once, with grounds and a law, by who may."""

from __future__ import annotations

import pytest

from services.casework import cases, deciding, handling
from services.casework.errors import DoorError, NotAllowed, NotNow
from services.casework.models import Case, Deadline, Decision, Limit, Output, Task
from services.record import ledger
from services.record.models import Event
from tests.services.casework.cast import Cast
from tests.services.casework.conftest import Applicant

BASIS = [{"title": "Luật Bảo hiểm xã hội 2024", "article": "21"}]


def decide(cast: Cast, case: Case, result: str = "granted") -> Decision:
    return handling.decide(cast.ann, case.pk, result, "She is 76 and has no other pension.", BASIS)


def test_it_stands_with_its_grounds_and_can_be_objected_to(case: Case, cast: Cast, applicant: Applicant) -> None:
    decide(cast, case)
    followed = cases.follow(applicant.id, language="en")
    assert followed is not None and followed.decision is not None
    assert followed.decision.grounds == "She is 76 and has no other pension."
    assert followed.decision.words == "Granted"
    assert followed.can_appeal and not followed.can_withdraw
    assert list(ledger.verify(case.subject)) == []


def test_the_clock_stops_and_the_documents_are_ordered(case: Case, cast: Cast) -> None:
    decide(cast, case)
    assert Deadline.objects.get(case=case).met_at is not None
    assert Output.objects.get(case=case).document == "social-pension-decision"
    assert Limit.objects.get(case=case).kind == Limit.Kind.APPEAL
    assert Event.objects.filter(kind="decision.made", subject=case.subject).count() == 1


def test_what_is_refused_brings_no_document_and_ends(case: Case, cast: Cast) -> None:
    decide(cast, case, "refused")
    case.refresh_from_db()
    assert (case.result, case.step) == ("refused", "closed")
    assert case.archive_on is not None and case.destroy_on is not None and case.destroy_on > case.archive_on
    assert not Output.objects.exists()


@pytest.mark.parametrize(
    ("result", "grounds", "basis", "code"),
    [
        ("granted", "  ", BASIS, "grounds_missing"),
        ("granted", "So it is", [], "legal_basis_missing"),
        ("granted", "So it is", [{"title": " "}], "legal_basis_missing"),
        ("withdrawn", "So it is", BASIS, "no_such_result"),
        ("perhaps", "So it is", BASIS, "no_such_result"),
    ],
)
def test_what_is_missing_is_said(
    case: Case, cast: Cast, result: str, grounds: str, basis: list[dict[str, str]], code: str
) -> None:
    with pytest.raises(NotNow) as refused:
        handling.decide(cast.ann, case.pk, result, grounds, basis)
    assert refused.value.code == code
    assert not Decision.objects.exists()


def test_it_is_decided_once(case: Case, cast: Cast) -> None:
    decide(cast, case)
    with pytest.raises(NotNow, match="already_decided"):
        decide(cast, case, "refused")


def test_nobody_decides_what_was_withdrawn(case: Case, cast: Cast, applicant: Applicant) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    with pytest.raises(NotNow, match="case_closed"):
        decide(cast, case)


def test_nobody_withdraws_what_was_decided(case: Case, cast: Cast, applicant: Applicant) -> None:
    decide(cast, case)
    with pytest.raises(NotNow, match="already_decided"):
        cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")


def test_another_body_decides_nothing(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        handling.decide(cast.eve, case.pk, "granted", "Mine", BASIS)


def test_a_correction_replaces_it_and_revokes_the_document(case: Case, cast: Cast) -> None:
    first = decide(cast, case)
    with pytest.raises(NotAllowed):
        handling.correct(cast.ann, case.pk, "refused", "She has a pension after all.", BASIS)
    second = handling.correct(cast.ben, case.pk, "refused", "She has a pension after all.", BASIS)
    first.refresh_from_db()
    assert (first.state, second.state, second.corrects) == ("replaced", "stands", first)
    assert Output.objects.get(case=case).state == Output.State.REVOKED
    assert Limit.objects.filter(met_at=None).get().about == str(second.pk)


def test_who_corrects_what_was_corrected_meanwhile_is_told(case: Case, cast: Cast) -> None:
    seen = decide(cast, case)
    handling.correct(cast.ben, case.pk, "refused", "She has a pension.", BASIS, wrong=seen.pk)
    with pytest.raises(NotNow, match="already_decided"):
        handling.correct(cast.ben, case.pk, "refused", "She has a pension.", BASIS, wrong=seen.pk)


def test_a_case_that_ended_is_taken_up_by_its_correction(case: Case, cast: Cast) -> None:
    decide(cast, case, "refused")
    handling.correct(cast.ben, case.pk, "granted", "She is 76 after all.", BASIS)
    case.refresh_from_db()
    assert (case.step, case.closed_at, case.archive_on) == ("decided", None, None)


def test_a_corrected_decision_can_bring_the_document_again(case: Case, cast: Cast) -> None:
    decide(cast, case)
    handling.correct(cast.ben, case.pk, "granted", "For other reasons.", BASIS)
    assert sorted(Output.objects.values_list("state", flat=True)) == ["ordered", "revoked"]


def test_reopened_it_is_due_anew_and_decided_anew(case: Case, cast: Cast) -> None:
    decide(cast, case, "refused")
    handling.reopen(cast.ben, case.pk, "A new paper came in")
    case.refresh_from_db()
    deadline = Deadline.objects.get(case=case)
    assert (case.step, case.result, case.closed_at) == ("in_progress", "", None)
    assert deadline.met_at is None and case.due_before == deadline.before
    assert decide(cast, case).state == Decision.State.STANDS


def test_an_open_case_is_not_reopened(case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow, match="case_open"):
        handling.reopen(cast.ben, case.pk, "Why not")


def test_grounds_are_for_nobody_without_the_key(case: Case, cast: Cast) -> None:
    made = decide(cast, case)
    made.refresh_from_db()
    assert b"76" not in bytes(made.grounds_sealed)
    assert deciding.grounds_of(made).startswith("She is 76")


def test_every_refusal_has_a_sentence_in_every_language(case: Case, cast: Cast) -> None:
    decide(cast, case)
    with pytest.raises(DoorError) as refused:
        decide(cast, case)
    said = {refused.value.sentence(language) for language in ("vi", "en", "pt")}
    assert len(said) == 3 and all(said)


def test_a_task_of_the_type_comes_first(case: Case, cast: Cast) -> None:
    task = Task.objects.create(case=case, name="visit", four_eyes=True, opened_at=case.opened_at)
    with pytest.raises(NotNow, match="tasks_open"):
        decide(cast, case)
    handling.finish_task(cast.ann, task.pk)
    with pytest.raises(NotNow, match="tasks_open"):
        decide(cast, case)
    with pytest.raises(NotNow, match="own_work"):
        handling.confirm_task(cast.ann, task.pk)
    handling.confirm_task(cast.leo, task.pk)
    assert decide(cast, case).state == Decision.State.STANDS
