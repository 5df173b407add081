"""Until when: cut-off times, holidays, weekends, months of every length, and clocks that are put back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import samples
from services.journeys import deadlines
from services.journeys.deadlines import Calendar, months_after
from services.journeys.journey import compiled
from services.journeys.law import Deadline, Limit

TET = frozenset(date(2026, 2, day) for day in range(16, 21))
VN = Calendar("VN", "Asia/Ho_Chi_Minh", frozenset((5, 6)), TET, frozenset([date(2026, 2, 28)]))
PT = Calendar("PT", "Europe/Lisbon", frozenset((5, 6)), frozenset([date(2026, 12, 25)]))


def birth(home: bool) -> Deadline:
    definition = samples.definition("birth-registration")
    law = compiled(definition.rules, definition.rules_hash).law
    found = deadlines.deadline_for(law, {"come_to_us": home})
    assert found is not None
    return found


def local(text: str, zone: str = "Asia/Ho_Chi_Minh") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


SAME_DAY = [
    ("2026-03-02 08:00", "2026-03-02"),  # a Monday morning
    ("2026-03-02 14:59:59", "2026-03-02"),
    ("2026-03-02 15:00", "2026-03-02"),  # by three o'clock
    ("2026-03-02 15:00:01", "2026-03-03"),
    ("2026-03-06 15:01", "2026-03-09"),  # a Friday
    ("2026-03-07 09:00", "2026-03-09"),  # a Saturday: it comes on Monday
    ("2026-03-07 23:00", "2026-03-09"),
    ("2026-02-13 16:00", "2026-02-23"),  # the Friday before Tết
    ("2026-02-17 10:00", "2026-02-23"),  # during Tết
    ("2026-02-28 10:00", "2026-02-28"),  # a Saturday on which people work instead
    ("2026-02-27 16:00", "2026-02-28"),
]


@pytest.mark.parametrize(("sent", "due"), SAME_DAY)
def test_a_birth_is_registered_the_same_day_until_three(sent: str, due: str) -> None:
    assert deadlines.due(birth(home=False), local(sent), VN).on == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("sent", "due"),
    [("2026-03-02 08:00", "2026-03-09"), ("2026-03-06 17:00", "2026-03-13"), ("2026-02-12 08:00", "2026-02-26")],
)
def test_at_home_it_takes_five_working_days(sent: str, due: str) -> None:
    assert deadlines.due(birth(home=True), local(sent), VN).on == date.fromisoformat(due)


LENGTHS = [
    (Limit("calendar_days", 30), "2026-03-02 10:00", "2026-04-01"),
    (Limit("calendar_days", 5), "2026-03-02 10:00", "2026-03-09"),  # the 7th is a Saturday
    (Limit("months", 1), "2026-01-31 10:00", "2026-03-02"),  # 28 February is a Saturday, and people rest in Lisbon
    (Limit("months", 1), "2026-03-31 10:00", "2026-04-30"),
    (Limit("months", 3), "2026-09-25 10:00", "2026-12-28"),  # Christmas, then a weekend
    (Limit("working_days", 1), "2026-12-24 10:00", "2026-12-28"),
]


@pytest.mark.parametrize(("limit", "start", "due"), LENGTHS)
def test_a_length_ends_on_a_day_on_which_somebody_works(limit: Limit, start: str, due: str) -> None:
    assert deadlines.end(limit, local(start, "Europe/Lisbon"), PT).on == date.fromisoformat(due)


def test_it_may_stay_on_a_closed_day() -> None:
    end = deadlines.end(Limit("calendar_days", 5), local("2026-03-02 10:00", "Europe/Lisbon"), PT, "stays")
    assert end.on == date(2026, 3, 7)


CLOCKS = [
    ("2026-03-28 12:00", "2026-03-29 23:00+00:00"),  # clocks go forward on the 29th: the day ends at 23:00 UTC
    ("2026-10-24 12:00", "2026-10-26 00:00+00:00"),  # and back on 25 October: it ends at midnight UTC
    ("2026-06-10 12:00", "2026-06-11 23:00+00:00"),
]


@pytest.mark.parametrize(("start", "before"), CLOCKS)
def test_a_day_ends_at_midnight_where_the_authority_is(start: str, before: str) -> None:
    end = deadlines.end(Limit("calendar_days", 1), local(start, "Europe/Lisbon"), PT, "stays")
    assert end.before == datetime.fromisoformat(before)


def test_hours_are_hours_also_when_the_clocks_change() -> None:
    end = deadlines.end(Limit("hours", 24), local("2026-10-24 12:00", "Europe/Lisbon"), PT)
    assert end.before - local("2026-10-24 12:00", "Europe/Lisbon").astimezone(UTC) == timedelta(hours=24)
    assert PT.local(end.before).time() == time(11)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-12-31", 2, "2027-02-28"),
     ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -1, "2026-02-28")],
)  # fmt: skip
def test_months_of_every_length(day: str, months: int, after: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(after)


def test_beyond_the_holidays_that_are_known_it_says_so() -> None:
    short = Calendar("XX", "UTC", frozenset((5, 6)), frozenset(), known_until=date(2026, 12, 31))
    assert deadlines.end(Limit("working_days", 3), local("2026-12-01 10:00", "UTC"), short).sure
    assert not deadlines.end(Limit("months", 2), local("2026-12-01 10:00", "UTC"), short).sure


LIMITS = st.builds(Limit, st.sampled_from(["calendar_days", "working_days", "months"]), st.integers(1, 40))
MINUTES = st.integers(0, 730 * 24 * 60)
MOMENTS = MINUTES.map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@given(limit=LIMITS, start=MOMENTS)
def test_it_always_ends_later_and_on_a_working_day(limit: Limit, start: datetime) -> None:
    end = deadlines.end(limit, start, VN)
    assert end.before > start
    assert VN.works(end.on)
    assert VN.local(end.before - timedelta(seconds=1)).date() == end.on


@given(limit=LIMITS, start=MOMENTS, later=st.timedeltas(timedelta(), timedelta(90)))
def test_who_comes_later_is_never_due_earlier(limit: Limit, start: datetime, later: timedelta) -> None:
    assert deadlines.end(limit, start + later, VN).before >= deadlines.end(limit, start, VN).before
    assert deadlines.due(birth(home=False), start + later, VN).on >= deadlines.due(birth(home=False), start, VN).on
