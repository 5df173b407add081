"""A pension case in its authority, with everybody at their desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import handling, requests
from services.casework.handling import Own
from services.casework.models import Case, Document
from services.record import clock
from tests.services.casework.cast import Cast, gather
from tests.services.casework.conftest import Applicant, applicant, arrive, case, case_held, private_storage
from tests.services.office.desks import Desk, at_desk

__all__ = ["applicant", "arrive", "case", "case_held", "private_storage"]


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def ann(cast: Cast) -> Desk:
    return at_desk(cast.ann)


@pytest.fixture
def ben(cast: Cast) -> Desk:
    return at_desk(cast.ben)


@pytest.fixture
def leo(cast: Cast) -> Desk:
    return at_desk(cast.leo)


@pytest.fixture
def eve(cast: Cast) -> Desk:
    return at_desk(cast.eve)


@pytest.fixture
def document(applicant: Applicant, case: Case, cast: Cast) -> Document:
    """A file that the applicant was asked for, and gave."""
    asked = handling.ask(cast.ann, case.pk, own=[Own("evidence", "Giấy tờ của ông bà?")])
    given = applicant.give(requests.place_of(asked.pk, "q1"), name="giấy.pdf")
    return Document.objects.get(pk=given)


def travel_to(case: Case, *, days_left: int) -> None:
    """To where so many days are left: whatever day of the week the tests run on, and the case began on."""
    clock.travel(case.due_before - timedelta(days=days_left, hours=12))
