"""No list counts without a bound: whoever looks at a queue of a million pays for the page, not for the million."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.casework import figures, finding, queue
from services.casework.models import Case, DailyFigures
from services.casework.queue import STATES, Filter
from services.people import staffing
from tests.services.casework.cast import Cast, gather
from tests.services.office.desks import at_desk

COUNT = re.compile(r"\bcount\s*\(", re.IGNORECASE)
BOUNDED = re.compile(r"SELECT COUNT\(\*\) FROM \(SELECT [^;]* LIMIT \d+\) subquery")
ROLLED_UP = re.compile(r'FROM "casework_dailyfigures"')
PAGES = ("", "?state=all&whose=mine", "search/?q=nguyen+an", "figures/", "team/")
Lists = Callable[[Cast], object]


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def unbounded(act: Callable[[], object]) -> list[str]:
    """The statements of it that count what nobody knows the end of."""
    with CaptureQueriesContext(connection) as captured:
        act()
    asked = [each["sql"] for each in captured.captured_queries]
    return [sql for sql in asked if COUNT.search(sql) and not (BOUNDED.fullmatch(sql) or ROLLED_UP.search(sql))]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("whose", ["", "mine", "free"])
def test_no_page_of_the_queue_counts(cast: Cast, state: str, whose: str) -> None:
    assert unbounded(lambda: queue.page(cast.ann, Filter(whose=whose, state=state))) == []


LISTS: dict[str, Lists] = {
    "next": lambda cast: queue.next_free(cast.ann),
    "a word": lambda cast: finding.search(cast.ann, "Nguyễn"),
    "words": lambda cast: finding.search(cast.ann, "Nguyễn Thị Ẩn"),
    "a number": lambda cast: finding.search(cast.ann, "001 056 001 234"),
    "figures": lambda cast: figures.of(staffing.standing(cast.ann)),
    "figures of a type": lambda cast: figures.of(staffing.standing(cast.ann), case_type="social-pension"),
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_counts_without_a_bound(cast: Cast, name: str) -> None:
    assert unbounded(lambda: LISTS[name](cast)) == []


@pytest.mark.parametrize("path", PAGES)
def test_nor_does_a_page(cast: Cast, path: str) -> None:
    desk = at_desk(cast.leo)
    assert unbounded(lambda: desk.open(f"/office/{path}")) == []


def test_who_counts_without_a_bound_is_seen(case: Case) -> None:
    assert len(unbounded(lambda: Case.objects.filter(closed_at=None).count())) == 1
    assert unbounded(Case.objects.all()[:10].count) == []
    assert unbounded(DailyFigures.objects.count) == []
