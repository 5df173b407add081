"""Who cannot come lets somebody else fetch it, and takes that back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from services.casework import cases
from services.casework.errors import NotNow, NotYours
from services.casework.models import Case
from services.people import mandates
from services.people.models import Mandate
from services.record import ledger
from tests.services.casework.conftest import Applicant


def let(applicant: Applicant, name: str = "Lê Văn Bảo", number: str = "001 080 001 235") -> Mandate:
    return cases.let_collect(applicant.id, name, number, touch=applicant.touch, keyed_by="citizen")


def test_named_they_may_fetch_it_and_nothing_else(case: Case, applicant: Applicant) -> None:
    mandate = let(applicant)
    (collector,) = cases.collectors(applicant.id)
    assert (collector.name, collector.number) == ("Lê Văn Bảo", "001 080 001 235")
    assert mandates.allows(mandate.holder, case.subject, mandates.COLLECT)
    assert not mandates.allows(mandate.holder, case.subject, mandates.ACT)
    assert b"B\xe1\xba\xa3o" not in bytes(mandate.holder.identity)
    assert list(ledger.verify()) == []


def test_taken_back_they_may_not(case: Case, applicant: Applicant) -> None:
    mandate = let(applicant)
    assert cases.end_mandate(applicant.id, mandate.pk, touch=applicant.touch, keyed_by="citizen")
    assert not cases.end_mandate(applicant.id, mandate.pk, touch=applicant.touch, keyed_by="citizen")
    assert cases.collectors(applicant.id) == []
    assert not mandates.allows(mandate.holder, case.subject, mandates.COLLECT)


@pytest.mark.parametrize(("name", "number"), [("", "001"), ("Bảo", "  "), ("x" * 201, "001")])
def test_both_are_needed(case: Case, applicant: Applicant, name: str, number: str) -> None:
    with pytest.raises(NotNow, match="collector_missing"):
        let(applicant, name, number)


def test_another_case_s_mandate_is_not_theirs(case: Case, applicant: Applicant) -> None:
    with pytest.raises(NotYours):
        cases.end_mandate(applicant.id, uuid4(), touch=applicant.touch, keyed_by="citizen")


def test_before_it_is_sent_there_is_nothing_to_fetch(applicant: Applicant) -> None:
    assert cases.collectors(applicant.id) == []
    with pytest.raises(NotYours):
        let(applicant)
