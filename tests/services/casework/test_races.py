"""Two people, or two clicks, at the same instant."""

from collections.abc import Callable

import pytest

from services.casework.applications import Stale, Turn
from services.casework.models import Application, Case
from services.record import ledger
from tests.racing import race
from tests.services.casework.conftest import Applicant

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_submits_make_one_case(arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    applicant.answer_all()
    applicant.declare()
    first, second = race(applicant.submit, applicant.submit)
    assert first.step == second.step
    assert Case.objects.count() == 1
    assert list(ledger.verify()) == []


def test_one_question_answered_twice_at_once_keeps_one_and_tells(arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    replies = race(lambda: applicant.answer("full_name", "An", 0), lambda: applicant.answer("full_name", "Binh", 0))
    assert sum(isinstance(reply, Stale) for reply in replies) == 1
    assert sum(isinstance(reply, Turn) for reply in replies) == 1


def test_two_questions_answered_at_once_are_both_kept(arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    applicant.answer("full_name", "An")
    applicant.answer("citizen_id", "001056001234")
    race(lambda: applicant.answer("full_name", "Binh", 1), lambda: applicant.answer("citizen_id", "001056001235", 2))
    assert Application.objects.get().revision == 4


def test_an_answer_during_the_submit_is_either_in_it_or_refused(arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    applicant.answer_all()
    applicant.declare()
    race(applicant.submit, lambda: applicant.answer("paid", "cash"))
    application = Application.objects.get()
    assert bool(application.submitted_at) == Case.objects.exists()
    assert not application.submitted_at or application.declared_revision == application.revision
