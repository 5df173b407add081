"""Appointments: one person at a time at each seat, whoever asks at the same moment and however hours change."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from services.record import clock, limits
from services.spots import appointments, hours, queries
from services.spots.appointments import LASTS, NotFree
from services.spots.models import Appointment, Spot
from tests.racing import race
from tests.services.spots.conftest import network, network_held

__all__ = ["network", "network_held"]
pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 1)


class Over(Exception):
    """One example is over: nothing of it is left for the next."""


@pytest.fixture
def hanoi(network: None) -> Spot:
    """On a Monday, at nine, in a place with two counters for those who have an appointment."""
    clock.travel(datetime(2026, 11, 30, 2, 0, tzinfo=UTC))
    spot = queries.spot("diem-phuc-vu-ba-dinh")
    assert appointments.seats(spot) == 2
    return spot


def at(spot: Spot, clocked: str = "09:00", day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clocked), hours.zone(spot))


def booked(spot: Spot, when: datetime, *, by: str = "", made: UUID | None = None) -> Appointment:
    made = made or uuid4()
    return appointments.book(made, spot, when, "vi", door="web", booked_by=by or str(made))


def test_it_works(hanoi: Spot) -> None:
    made = booked(hanoi, at(hanoi))
    assert made.ends_at - made.starts_at == LASTS and appointments.by_number(made.number) == made
    assert at(hanoi) in appointments.free(hanoi)[TUESDAY]


def test_a_time_has_as_many_as_there_are_seats(hanoi: Spot) -> None:
    assert {booked(hanoi, at(hanoi)).seat, booked(hanoi, at(hanoi)).seat} == {0, 1}
    assert at(hanoi) not in appointments.free(hanoi)[TUESDAY]
    with pytest.raises(NotFree):
        booked(hanoi, at(hanoi))


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_seat(hanoi: Spot) -> None:
    booked(hanoi, at(hanoi))
    both = race(lambda: booked(hanoi, at(hanoi)), lambda: booked(hanoi, at(hanoi)))
    assert sorted(type(each).__name__ for each in both) == ["Appointment", "NotFree"]
    assert Appointment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_sent_twice_is_made_once(hanoi: Spot) -> None:
    made = uuid4()
    one, two = race(lambda: booked(hanoi, at(hanoi), made=made), lambda: booked(hanoi, at(hanoi), made=made))
    assert one == two and Appointment.objects.count() == 1


def test_the_database_keeps_a_seat_for_one(hanoi: Spot) -> None:
    made = booked(hanoi, at(hanoi))
    later = made.starts_at + timedelta(minutes=5)
    with pytest.raises(IntegrityError, match="appointment_seat_once"), transaction.atomic():
        Appointment.objects.filter(pk=booked(hanoi, at(hanoi, "10:00")).pk).update(starts_at=later)


def test_taken_back_somebody_else_has_it(hanoi: Spot) -> None:
    first, _ = booked(hanoi, at(hanoi)), booked(hanoi, at(hanoi))
    assert appointments.cancel(first.pk) and not appointments.cancel(first.pk)
    assert booked(hanoi, at(hanoi)).seat == first.seat


def test_moved_it_is_free_again(hanoi: Spot) -> None:
    first, second = booked(hanoi, at(hanoi)), booked(hanoi, at(hanoi))
    assert appointments.move(first.pk, at(hanoi, "10:00")) and appointments.move(first.pk, at(hanoi, "10:00"))
    assert at(hanoi) in appointments.free(hanoi)[TUESDAY]
    booked(hanoi, at(hanoi, "10:00"))
    with pytest.raises(NotFree):
        appointments.move(second.pk, at(hanoi, "10:00"))
    second.refresh_from_db()
    assert second.starts_at == at(hanoi)


def test_what_is_over_is_neither_moved_nor_taken_back(hanoi: Spot) -> None:
    made = booked(hanoi, at(hanoi))
    clock.travel(at(hanoi, "09:01"))
    assert not appointments.cancel(made.pk) and not appointments.move(made.pk, at(hanoi, "14:00"))


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 11, 30, 2, 20, tzinfo=UTC),
        datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        datetime(2027, 3, 1, 2, 0, tzinfo=UTC),
        datetime(2026, 12, 1, 2, 7, tzinfo=UTC),
        datetime(2026, 12, 6, 2, 0, tzinfo=UTC),
        datetime(2026, 12, 1, 18, 0, tzinfo=UTC),
    ],
    ids=["too soon", "past", "too far", "between two", "a Sunday", "at night"],
)
def test_when_nobody_is_expected(hanoi: Spot, when: datetime) -> None:
    with pytest.raises(NotFree):
        booked(hanoi, when)
    assert not Appointment.objects.exists()


def test_hours_that_change_tell_whom_they_leave_outside(hanoi: Spot) -> None:
    out, _ = booked(hanoi, at(hanoi)), booked(hanoi, at(hanoi, "09:00", TUESDAY + timedelta(1)))
    hanoi.special_days.create(day=TUESDAY)
    assert appointments.outside_hours(queries.spot(hanoi.slug)) == [out]


def test_one_address_has_not_all_of_them(hanoi: Spot) -> None:
    *times, last = [each for day in appointments.free(hanoi).values() for each in day][:31]
    for when in times:
        booked(hanoi, when, by="one")
    with pytest.raises(limits.TooMany):
        booked(hanoi, last, by="one")


def test_all_days_in_few_statements(hanoi: Spot, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(5):
        assert len(appointments.free(hanoi)) > 15


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shifts=st.lists(st.integers(0, 59), min_size=1, max_size=3), wishes=st.lists(st.integers(0, 20), max_size=6))
def test_never_two_at_one_seat(hanoi: Spot, shifts: list[int], wishes: list[int]) -> None:
    """However often a day's hours change with bookings standing, whatever is offered can be had."""
    with suppress(Over), transaction.atomic():
        for shift in shifts:
            hanoi.special_days.update_or_create(day=TUESDAY, defaults={"opens": time(9, shift), "closes": time(16)})
            spot = queries.spot(hanoi.slug)
            for wish in wishes:
                times = appointments.free(spot)[TUESDAY]
                assert booked(spot, times[wish % len(times)]).seat < appointments.seats(spot)
        assert Appointment.objects.count() == len(shifts) * len(wishes)
        raise Over
