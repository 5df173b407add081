"""How it stands: counted just now while there are few, out of the night's roll-up where there are many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.casework import figures
from services.casework.clocks import promising
from services.casework.figures import Stands
from services.casework.models import Case, DailyFigures
from services.people import staffing
from services.record import clock
from tests.services.casework.cast import Cast, gather


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def stands(cast: Cast, case_type: str = "") -> Stands:
    return figures.of(staffing.standing(cast.ann), case_type=case_type).stands


def night(case: Case, day: date, **counted: int) -> None:
    DailyFigures.objects.create(authority=case.authority, case_type=case.case_type, day=day, **counted)


def test_few_are_counted_just_now(case: Case, cast: Cast) -> None:
    night(case, clock.today("Asia/Ho_Chi_Minh") - timedelta(1), open=900)
    assert stands(cast) == Stands(open=1, due_soon=0, overdue=0)
    assert stands(cast, "another") == Stands(open=0, due_soon=0, overdue=0)


@pytest.mark.parametrize(("days", "expected"), [(-1, Stands(1, 0, 1)), (2, Stands(1, 1, 0)), (5, Stands(1, 0, 0))])
def test_due_soon_and_late(case: Case, cast: Cast, days: int, expected: Stands) -> None:
    Case.objects.filter(pk=case.pk).update(due_before=clock.now() + timedelta(days=days))
    assert stands(cast) == expected


def test_many_are_read_from_the_last_night(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "BOUND", 0)
    assert stands(cast) == Stands(open=0, due_soon=0, overdue=0, more=True)
    figures.count_the_undecided(date(2026, 11, 24))
    figures.count_the_undecided(date(2026, 11, 25))
    assert stands(cast) == Stands(open=1, due_soon=0, overdue=0, counted_on=date(2026, 11, 25))


def test_a_night_counted_again_forgets_what_it_counted(case: Case) -> None:
    figures.count_the_undecided(date(2026, 11, 25))
    Case.objects.filter(pk=case.pk).update(decided_at=clock.now())
    figures.count_the_undecided(date(2026, 11, 25))
    assert DailyFigures.objects.get().open == 0


def test_where_too_many_wait_the_promise_is_rather_late(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert promising.before(case) == 0
    monkeypatch.setattr(promising, "MOST", 0)
    assert promising.before(case) == 0
    night(case, date(2026, 11, 25), open=7)
    assert promising.before(case) == 7
