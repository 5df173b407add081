"""Figures: drawn, with their table, of one's own organisations alone."""

from __future__ import annotations

from datetime import timedelta

from services.casework import figures
from services.casework.models import Case
from services.record import clock
from tests.services.casework.cast import Cast
from tests.services.office.desks import Desk, at_desk


def test_open_now(ann: Desk, case: Case) -> None:
    text = ann.open("/office/figures/").text
    assert "1 cases are open, 0 of them are late." in text and "<svg" in text


def test_of_the_days_that_are_over(ann: Desk, cast: Cast, case: Case) -> None:
    clock.set_offset(timedelta(days=1))
    figures.roll_up()
    text = at_desk(cast.ann).open(f"/office/figures/?type={case.case_type}").text
    assert "1 cases came in these days." in text


def test_nothing_of_another_body(eve: Desk, case: Case) -> None:
    assert "0 cases are open" in eve.open("/office/figures/").text
    assert eve.open(f"/office/figures/?type={case.case_type}").status == 200
