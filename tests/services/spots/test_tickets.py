"""The line of a spot: each number once, a fair order, one at each counter, whoever calls at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.people.models import User
from services.record import clock, limits
from services.spots import accrediting, tickets
from services.spots.models import Counter, Day, Spot, Ticket
from tests.racing import race
from tests.services.spots.conftest import lisbon, network, network_held

__all__ = ["lisbon", "network", "network_held"]
pytestmark = pytest.mark.django_db
PEOPLE = count()
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def hanoi(network: None) -> Spot:
    clock.travel(datetime(2026, 11, 30, 2, 0, tzinfo=UTC))
    return Spot.objects.get(slug="diem-phuc-vu-ba-dinh")


def clerk(spot: Spot, number: int = 1, languages: tuple[str, ...] = ()) -> User:
    user = User.objects.create_user(f"clerk{number}@spot.example", f"Clerk {number}")
    accrediting.accredit(user, spot, "clerk", f"N-{number}", languages, by="test")
    accrediting.sit_down(user, spot.counters.get(number=number))
    return user


def drawn(spot: Spot, reason: str = "", language: str = "vi") -> Ticket:
    return tickets.draw(spot, language, reason=reason, door="door", drawn_by=f"somebody {next(PEOPLE)}")


def test_numbers_are_drawn_one_after_the_other(hanoi: Spot) -> None:
    assert [drawn(hanoi).number for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_two_who_draw_at_once_have_two_numbers(hanoi: Spot) -> None:
    one, two = race(
        lambda: tickets.draw(hanoi, "vi", door="web", drawn_by="a"),
        lambda: tickets.draw(hanoi, "vi", door="web", drawn_by="b"),
    )
    assert {one.number, two.number} == {1, 2}


@pytest.mark.django_db(transaction=True)
def test_two_counters_never_call_the_same(hanoi: Spot) -> None:
    first, second = clerk(hanoi, 1), clerk(hanoi, 2)
    drawn(hanoi), drawn(hanoi)
    one, two = race(lambda: tickets.call_next(first), lambda: tickets.call_next(second))
    assert {one.number, two.number} == {1, 2}


@pytest.mark.django_db(transaction=True)
def test_the_last_one_goes_to_one_counter(hanoi: Spot) -> None:
    first, second = clerk(hanoi, 1), clerk(hanoi, 2)
    drawn(hanoi)
    called = race(lambda: tickets.call_next(first), lambda: tickets.call_next(second))
    assert sum(each is not None for each in called) == 1


def test_called_twice_the_same_stays(hanoi: Spot) -> None:
    user = clerk(hanoi)
    drawn(hanoi), drawn(hanoi)
    one, two = tickets.call_next(user), tickets.call_next(user)
    assert one is not None and one == two


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_one_is_called(hanoi: Spot) -> None:
    user = clerk(hanoi)
    drawn(hanoi), drawn(hanoi)
    one, two = race(lambda: tickets.call_next(user), lambda: tickets.call_next(user))
    assert one == two and Ticket.objects.exclude(called_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_two_counters_at_once_they_sit_at_one(hanoi: Spot) -> None:
    user = clerk(hanoi, 1)
    two, three = hanoi.counters.get(number=2), hanoi.counters.get(number=3)
    said = race(lambda: accrediting.sit_down(user, two), lambda: accrediting.sit_down(user, three))
    assert said == [None, None] and Counter.objects.filter(clerk=user).count() == 1


@pytest.mark.parametrize("gone", ["withdraw", "get_up"])
def test_who_sits_down_next_finishes_whom_somebody_left(hanoi: Spot, gone: str) -> None:
    first, ticket = clerk(hanoi, 1), drawn(hanoi)
    tickets.call_next(first)
    accrediting.get_up(first) if gone == "get_up" else accrediting.withdraw(first, hanoi, by="manager")
    with pytest.raises(accrediting.NotAccredited):
        tickets.served(ticket.pk, first)
    second = clerk(hanoi, 2)
    accrediting.sit_down(second, hanoi.counters.get(number=1))
    assert tickets.call_next(second) == ticket and tickets.served(ticket.pk, second)


@pytest.mark.django_db(transaction=True)
def test_called_or_given_back_and_not_both(hanoi: Spot) -> None:
    user, ticket = clerk(hanoi), drawn(hanoi)
    called, given = race(lambda: tickets.call_next(user), lambda: tickets.give_back(ticket.pk))
    assert (called is not None) != given


def test_a_number_is_one_persons_until_they_leave(hanoi: Spot) -> None:
    first = clerk(hanoi, 1)
    other = User.objects.create_user("other@spot.example", "Other")
    with pytest.raises(accrediting.NumberTaken):
        accrediting.accredit(other, hanoi, "clerk", "N-1", by="test")
    accrediting.withdraw(first, hanoi, by="manager")
    assert accrediting.accredit(first, hanoi, "clerk", "N-1", by="test").until is None


def test_a_head_start_and_no_more(hanoi: Spot) -> None:
    first = drawn(hanoi)
    clock.travel(clock.now() + timedelta(minutes=20))
    ahead = drawn(hanoi, "pregnant")
    clock.travel(clock.now() + timedelta(minutes=25))
    later = drawn(hanoi, "old")
    assert [each.pk for each in tickets.waiting(hanoi)] == [ahead.pk, first.pk, later.pk]


def test_where_the_law_says_so_priority_is_before_everybody(lisbon: Spot) -> None:
    clock.travel(MONDAY)
    first = drawn(lisbon, language="pt")
    clock.travel(clock.now() + timedelta(hours=2))
    ahead = drawn(lisbon, "disabled", "pt")
    assert list(tickets.waiting(lisbon)) == [ahead, first]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["", "", "old"])), min_size=1, max_size=8))
def test_nobody_who_came_first_waits_for_more_than_the_head_start(hanoi: Spot, people: list[tuple[int, str]]) -> None:
    Day.objects.all().delete()
    for minutes, reason in people:
        clock.travel(min(clock.now(), datetime(2026, 11, 30, 2, 0, tzinfo=UTC)) + timedelta(minutes=minutes))
        drawn(hanoi, reason)
    order = list(tickets.waiting(hanoi))
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            assert other.drawn_at >= one.drawn_at - tickets.USUAL_HEAD_START


def test_who_does_not_come_is_called_once_more(hanoi: Spot) -> None:
    user, ticket = clerk(hanoi), drawn(hanoi)
    tickets.call_next(user)
    assert tickets.not_there(ticket.pk, user) and tickets.call_next(user) is None
    clock.travel(clock.now() + timedelta(minutes=11))
    assert tickets.call_next(user) == ticket and tickets.not_there(ticket.pk, user)
    ticket.refresh_from_db()
    assert (ticket.outcome, tickets.call_next(user)) == ("no_show", None)


def test_who_leaves_is_not_called(hanoi: Spot) -> None:
    user, ticket = clerk(hanoi), drawn(hanoi)
    assert tickets.give_back(ticket.pk) and not tickets.give_back(ticket.pk)
    assert tickets.call_next(user) is None


def test_the_estimate_learns_from_the_day(hanoi: Spot) -> None:
    user = clerk(hanoi)
    first, second, third = drawn(hanoi), drawn(hanoi), drawn(hanoi)
    assert tickets.place(third) == tickets.Place(2, 20)
    tickets.call_next(user)
    clock.travel(clock.now() + timedelta(minutes=4))
    assert tickets.served(first.pk, user) and not tickets.served(first.pk, user)
    assert tickets.place(third) == tickets.Place(1, 4) and tickets.wait_now(hanoi).before == 2
    assert second.number == 2


def test_a_clerk_calls_whose_language_they_speak(hanoi: Spot) -> None:
    user = clerk(hanoi, languages=("en",))
    drawn(hanoi, language="vi")
    english = drawn(hanoi, language="en")
    assert tickets.call_next(user) == english


def test_nobody_calls_without_an_accreditation(hanoi: Spot) -> None:
    user = clerk(hanoi)
    drawn(hanoi)
    assert accrediting.withdraw(user, hanoi, by="manager") and not accrediting.withdraw(user, hanoi, by="manager")
    with pytest.raises(accrediting.NotAccredited):
        tickets.call_next(user)
    with pytest.raises(accrediting.NotAccredited):
        accrediting.sit_down(user, hanoi.counters.get(number=1))


def test_one_clerk_at_a_counter(hanoi: Spot) -> None:
    clerk(hanoi, 1)
    other = clerk(hanoi, 2)
    with pytest.raises(accrediting.Taken):
        accrediting.sit_down(other, hanoi.counters.get(number=1))
    assert accrediting.seat_of(other) == hanoi.counters.get(number=2)


def test_anothers_ticket_is_not_theirs_to_end(hanoi: Spot) -> None:
    first, second, ticket = clerk(hanoi, 1), clerk(hanoi, 2), drawn(hanoi)
    tickets.call_next(first)
    assert not tickets.served(ticket.pk, second) and not tickets.not_there(ticket.pk, second)


def test_after_the_last_hour_no_number_is_drawn(hanoi: Spot) -> None:
    clock.travel(datetime(2026, 11, 30, 11, 0, tzinfo=UTC))
    with pytest.raises(tickets.Closed):
        drawn(hanoi)


def test_whoever_draws_without_end_is_slowed(hanoi: Spot) -> None:
    for _ in range(20):
        tickets.draw(hanoi, "vi", door="sms", drawn_by="one")
    with pytest.raises(limits.TooMany):
        tickets.draw(hanoi, "vi", door="sms", drawn_by="one")


def test_a_day_that_is_over_leaves_nobody_waiting(hanoi: Spot) -> None:
    ticket = drawn(hanoi)
    assert tickets.close_past_days() == 0
    clock.travel(clock.now() + timedelta(days=1, hours=1))
    assert tickets.close_past_days() == 1
    ticket.refresh_from_db()
    assert ticket.outcome == "closed"
