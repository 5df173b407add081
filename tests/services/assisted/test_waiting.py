"""Who waits: one place for each, taken by one of two, promised no more than can be kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from pytest_django import Settings

from channels_phone.conversations import token_of
from services.assisted import hours, sessions, waiting
from services.assisted.models import Session, Waiting
from services.casework import applications, touches
from services.people.models import User
from services.record import clock, limits
from tests.channels_phone.desk.conftest import NUMBER, caller, calls, catalogue, catalogue_held, hoa, minh, team
from tests.racing import race

__all__ = ["caller", "catalogue", "catalogue_held", "hoa", "minh", "team"]
pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)
MOMENTS = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def test_who_asks_twice_waits_once(caller: Waiting) -> None:
    again = calls(line="CA2")
    assert again.pk == caller.pk and again.line == "CA2" and waiting.place(again) == 1


def test_the_number_is_sealed(caller: Waiting) -> None:
    assert b"+84912345678" not in bytes(caller.number_sealed)
    assert waiting.number_of(caller) == "+84912345678"


@pytest.mark.django_db(transaction=True)
def test_one_of_two_takes_them(minh: User, hoa: User, caller: Waiting) -> None:
    taken = race(lambda: waiting.take(caller.pk, minh), lambda: waiting.take(caller.pk, hoa))
    assert sorted(taken) == [False, True]
    caller.refresh_from_db()
    assert caller.taken_by in (minh, hoa)


def test_only_in_a_language_of_the_team(minh: User, team: object) -> None:
    calls("+351210000000", "pt")
    assert waiting.next_for(minh) is None
    calls()
    found = waiting.next_for(minh)
    assert found is not None and found.language == "vi"


def test_given_back_they_keep_their_place(minh: User, hoa: User, caller: Waiting) -> None:
    later = calls("+84987654321", line="CA2")
    waiting.take(caller.pk, minh)
    assert waiting.give_back(caller.pk, minh) and not waiting.give_back(caller.pk, hoa)
    assert [each.pk for each in waiting.in_order()] == [caller.pk, later.pk]


def test_who_is_taken_is_not_hung_up_by_the_line(minh: User, caller: Waiting) -> None:
    waiting.take(caller.pk, minh)
    assert not waiting.hung_up("CA1")
    assert not waiting.hung_up("")


def test_no_more_are_promised_than_the_desk_can_call(team: object, settings: Settings) -> None:
    settings.PHONE_DESK = settings.PHONE_DESK | {"capacity": 1}
    first, second = calls("+84987654321", line=""), calls(line="")
    assert first.promised_until == second.promised_from
    assert first.promised_from and first.promised_from > clock.now()


def test_a_call_that_is_promised_for_later_is_not_before_anybody(team: object) -> None:
    calls("+84987654321", line="")
    assert waiting.place(calls()) == 1


def test_what_was_shown_in_a_call_is_not_shown_to_whoever_answers_another(team: object) -> None:
    touch = touches.open("voice", "vi").pk
    mine = applications.start("social-pension", language="vi", touch=touch).application
    shown = waiting.ask(NUMBER, token_of(NUMBER), "vi", application_id=mine.pk, touch=None, line="CA1")
    assert shown.application == mine
    assert waiting.keep_place(shown.pk).application is None
    assert waiting.ask(NUMBER, token_of(NUMBER), "vi", application_id=mine.pk, touch=None).application is None


def test_a_line_that_nothing_is_heard_of_waits_no_more(caller: Waiting) -> None:
    kept, heard = calls("+84987654321", line=""), calls("+84987654322", line="CA3")
    clock.travel(clock.now() + timedelta(minutes=6))
    waiting.there(heard.pk)
    assert waiting.hang_up_lost() == 1 and waiting.hang_up_lost() == 0
    assert {row.pk for row in waiting.in_order()} == {kept.pk, heard.pk}
    caller.refresh_from_db()
    assert caller.outcome == "hung_up"


def test_once_it_is_over_for_long_the_number_is_forgotten(caller: Waiting) -> None:
    waiting.finish(caller.pk, "helped", by="minh")
    assert waiting.forget() == 0
    clock.travel(clock.now() + timedelta(days=31))
    assert waiting.forget() == 1 and waiting.forget() == 0
    caller.refresh_from_db()
    assert (caller.caller, bytes(caller.number_sealed), caller.outcome) == ("", b"", "helped")


def test_who_asks_without_end_is_slowed(team: object) -> None:
    for _ in range(10):
        waiting.finish(calls().pk, "cancelled", by="citizen")
    with pytest.raises(limits.TooMany):
        calls()


@settings_of(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(after=MOMENTS)
def test_a_promise_lies_within_the_hours_and_ahead(team: object, after: datetime) -> None:
    begins, ends = hours.promise(after)
    assert after < begins < ends and ends - begins == timedelta(minutes=30)
    assert hours.open_at(begins) and hours.open_at(ends - timedelta(seconds=1))


@settings_of(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(after=MOMENTS, quarters=st.integers(1, 60))
def test_the_desk_was_open_for_so_long_by_then(team: object, after: datetime, quarters: int) -> None:
    until = hours.open_for(after, quarters * QUARTER)
    moments = (after + n * QUARTER for n in range(int((until - after) / QUARTER)))
    assert abs(sum(map(hours.open_at, moments)) - quarters) <= 1
    assert hours.open_at(until - timedelta(seconds=1))


def test_a_holiday_is_no_day_of_the_desk(team: object) -> None:
    new_year = datetime(2026, 12, 31, 11, 0, tzinfo=UTC)
    assert hours.next_opening(new_year).date().isoformat() == "2027-01-04"


def test_nobody_ever_is_there(team: object, settings: Settings) -> None:
    settings.PHONE_DESK = settings.PHONE_DESK | {"weekdays": []}
    with pytest.raises(hours.NobodyEver):
        calls(line="")


def test_a_visit_is_begun_once_and_only_by_who_took_them(minh: User, hoa: User, caller: Waiting) -> None:
    waiting.take(caller.pk, minh)
    assert sessions.begin(minh, caller.pk).pk == sessions.begin(minh, caller.pk).pk
    with pytest.raises(sessions.NotTheirs):
        sessions.begin(hoa, caller.pk)
    assert Session.objects.count() == 1


def test_an_operator_who_vanished_keeps_nobody(minh: User, hoa: User, caller: Waiting) -> None:
    waiting.take(caller.pk, minh)
    sessions.begin(minh, caller.pk)
    assert (sessions.end_idle(), sessions.give_back_forgotten()) == (0, 0)
    clock.travel(clock.now() + timedelta(minutes=16))
    assert (sessions.give_back_forgotten(), sessions.end_idle(), sessions.end_idle()) == (0, 1, 0)
    assert waiting.take(caller.pk, hoa) and Session.objects.get().outcome == "idle"


def test_who_was_taken_for_no_visit_is_given_back(minh: User, hoa: User, caller: Waiting) -> None:
    waiting.take(caller.pk, minh)
    clock.travel(clock.now() + timedelta(minutes=16))
    assert sessions.give_back_forgotten() == 1 and waiting.take(caller.pk, hoa)


def test_nothing_before_they_agree(minh: User, caller: Waiting) -> None:
    waiting.take(caller.pk, minh)
    session = sessions.begin(minh, caller.pk)
    with pytest.raises(sessions.NotAgreed):
        sessions.begin_service(session, "social-pension")
    with pytest.raises(sessions.NotAgreed):
        sessions.take_up(session, "123456789012", "00000000")
