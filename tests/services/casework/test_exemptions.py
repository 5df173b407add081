"""Who does not pay because of what a paper shows: asked for with it, judged by somebody."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from services.casework import handling
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, FeeDue, Task
from services.journeys.definition import load
from services.journeys.problems import Mistakes
from tests.services.casework.cast import Cast, case_of, gather
from tests.services.casework.small import begin, go_through, publish
from tests.services.parity.examples import written

pytestmark = pytest.mark.django_db
RULES = """
fees:
  - {name: stamp, amount: 12.50 EUR, exempt: [{name: poor, when: poor, shown_by: paper}]}
questions:
  - {ask: poor, type: yes_no}
  - {ask: paper, type: evidence, when: poor, accepts: [pdf], most: 1}
"""
WORDS = "fees: {stamp: {text: A stamp, exempt: {poor: Poor households}}}"


def stamped(tmp_path: Path) -> Case:
    """Of somebody who is poor, and sent the paper that shows it."""
    publish(tmp_path, "stamped", RULES, WORDS)
    applicant = begin("stamped")
    applicant.answer("poor", "yes")
    go_through(applicant, paper=applicant.give("paper"))
    return case_of(applicant.id)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return stamped(tmp_path)


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def test_the_fee_stands_until_somebody_has_looked(case: Case) -> None:
    fee = FeeDue.objects.get()
    assert (fee.amount, fee.claimed, fee.exempt) == (Decimal("12.50"), "poor", "")
    assert Task.objects.get(case=case).name == "judge_exemption"


@pytest.mark.parametrize(("accepted", "amount", "exempt"), [(True, "0", "poor"), (False, "12.50", "")])
def test_judged_once(case: Case, cast: Cast, accepted: bool, amount: str, exempt: str) -> None:
    fee = handling.accept_exemption(cast.ann, case.pk, FeeDue.objects.get().pk, accepted=accepted)
    assert (fee.amount, fee.exempt) == (Decimal(amount), exempt)
    assert Task.objects.get(case=case).state == Task.State.DROPPED
    with pytest.raises(NotNow, match="no_exemption_claimed"):
        handling.accept_exemption(cast.ann, case.pk, fee.pk, accepted=accepted)


def test_not_by_an_outsider(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        handling.accept_exemption(cast.eve, case.pk, FeeDue.objects.get().pk, accepted=True)


def test_what_shows_it_is_evidence(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="poor is not a question of type evidence"):
        load(written(RULES.replace("shown_by: paper", "shown_by: poor"), WORDS, tmp_path))
