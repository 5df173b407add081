"""Erased by an archivist, once nothing is open, after a tick in a box."""

from __future__ import annotations

import pytest

from services.casework.models import Case
from services.people import staffing
from services.record import ledger
from tests.services.casework.cast import Cast
from tests.services.office.desks import Desk

SURE = {"sure": ["erase"]}


@pytest.fixture
def archivist(cast: Cast, leo: Desk) -> Desk:
    staffing.join(cast.leo, cast.team, ["handler", "lead", staffing.ARCHIVIST], by=None)
    return leo


@pytest.fixture
def ended(ann: Desk, case: Case) -> Case:
    ann.do(case, "decide", result="refused", grounds="Không đủ.", laws=["0"])
    return case


def test_not_by_a_handler(ann: Desk, ended: Case) -> None:
    assert ann.do(ended, "erase", **SURE).status == 403


def test_not_while_it_is_open(archivist: Desk, case: Case) -> None:
    page = archivist.do(case, "erase", **SURE)
    assert page.status in (409, 422) and "still open" in page.text


def test_not_without_the_tick(archivist: Desk, ended: Case) -> None:
    assert "Tick the box" in archivist.do(ended, "erase").text


def test_erased_it_is_nowhere_and_the_ledger_is_whole(archivist: Desk, ended: Case) -> None:
    assert archivist.do(ended, "erase", **SURE).path == "/office/"
    assert archivist.open(f"/office/cases/{ended.pk}/").status == 404
    assert list(ledger.verify()) == []
