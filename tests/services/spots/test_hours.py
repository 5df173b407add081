"""When a spot is open: its week, holidays, days unlike the others, and the hour that comes twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.spots import hours
from services.spots.models import OpeningHours, SpecialDay, Spot

HERE = ZoneInfo("Europe/Lisbon")
MONDAY = date(2026, 11, 30)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HERE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(minutes=st.integers(0, 300 * 24 * 60))
def test_what_comes_next_is_not_over_and_open_when_it_begins(lisbon: Spot, minutes: int) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    span = hours.next_span(lisbon, after)
    assert span is not None and span.closes > after and hours.is_open(lisbon, span.opens)
    assert not hours.is_open(lisbon, span.closes) and hours.is_open(lisbon, after) == (span.opens <= after)


def test_between_two_spans_it_is_closed(lisbon: Spot) -> None:
    assert [hours.is_open(lisbon, at(MONDAY, hour)) for hour in (7, 8, 11, 12, 13, 16, 17)] == [
        False, True, True, False, True, True, False,
    ]  # fmt: skip


def test_a_holiday_is_closed_unless_the_day_says_otherwise(lisbon: Spot) -> None:
    restoration = date(2026, 12, 1)
    assert hours.spans(lisbon, restoration) == ()
    SpecialDay.objects.create(spot=lisbon, day=restoration, opens=time(10), closes=time(11))
    assert hours.is_open(Spot.objects.get(pk=lisbon.pk), at(restoration, 10, 30))


def test_a_special_day_can_be_closed(lisbon: Spot) -> None:
    SpecialDay.objects.create(spot=lisbon, day=MONDAY)
    assert hours.spans(Spot.objects.get(pk=lisbon.pk), MONDAY) == ()


def test_once_closed_for_good_it_never_opens(lisbon: Spot) -> None:
    lisbon.closed_on = MONDAY
    assert hours.spans(lisbon, MONDAY - timedelta(3)) and hours.next_span(lisbon, at(MONDAY, 0)) is None


def test_on_the_sunday_when_the_clock_goes_back_the_span_is_an_hour_longer(lisbon: Spot) -> None:
    sunday = date(2026, 10, 25)
    OpeningHours.objects.create(spot=lisbon, weekday=6, opens=time(0, 30), closes=time(3))
    (span,) = hours.spans(Spot.objects.get(pk=lisbon.pk), sunday)
    assert span.closes.astimezone(UTC) - span.opens.astimezone(UTC) == timedelta(hours=3, minutes=30)


def test_open_until_the_last_minute_of_a_day(lisbon: Spot) -> None:
    OpeningHours.objects.create(spot=lisbon, weekday=0, opens=time(18), closes=time(23, 59))
    spot = Spot.objects.get(pk=lisbon.pk)
    assert hours.is_open(spot, at(MONDAY, 23, 58)) and not hours.is_open(spot, at(MONDAY, 23, 59))


def test_two_spans_of_a_day_never_overlap(lisbon: Spot) -> None:
    beside = OpeningHours(spot=lisbon, weekday=6, opens=time(9), closes=time(12))
    beside.save()
    OpeningHours(spot=lisbon, weekday=6, opens=time(12), closes=time(13)).save()
    with pytest.raises(IntegrityError, match="opening_apart"):
        OpeningHours(spot=lisbon, weekday=6, opens=time(11), closes=time(14)).save()


@pytest.mark.parametrize("half", [{"opens": time(9)}, {"closes": time(9)}])
def test_a_special_day_has_both_or_neither(lisbon: Spot, half: dict[str, time]) -> None:
    with pytest.raises(IntegrityError, match="special_day_both_or_closed"):
        SpecialDay(spot=lisbon, day=date(2026, 12, 27), **half).save()
