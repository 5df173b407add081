"""One clock for all processes, which production never moves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import redis
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from config.celery import app
from services.record import clock
from services.record.models import Head
from tests.racing import race

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def unmoved(bell: redis.Redis) -> Iterator[None]:
    yield
    clock._last.offset = None


def offset_set_elsewhere(by: timedelta) -> None:
    cache.set(clock.KEY, by // clock._MICROSECOND, timeout=None)


def test_it_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


def test_everybody_travels() -> None:
    there = datetime(2030, 1, 1, tzinfo=UTC)
    clock.travel(there)
    for seen in race(clock.now, clock.now):
        assert there <= seen < there + HOUR


@pytest.mark.parametrize(("zone", "day"), [("Asia/Ho_Chi_Minh", 2), ("Europe/Lisbon", 1)])
def test_the_day_is_the_day_of_a_place(zone: str, day: int) -> None:
    clock.travel(datetime(2030, 1, 1, 18, tzinfo=UTC))
    assert clock.today(zone) == date(2030, 1, day)


def test_a_request_sees_one_clock() -> None:
    seen: list[timedelta] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(clock.offset())
        offset_set_elsewhere(HOUR)
        seen.append(clock.offset())
        return HttpResponse()

    clock.middleware(view)(HttpRequest())
    assert seen == [timedelta(), timedelta()]
    assert clock.offset() == HOUR


def test_a_task_sees_one_clock() -> None:
    @app.task(shared=False)
    def moves() -> timedelta:
        before = clock.offset()
        offset_set_elsewhere(HOUR)
        return clock.offset() - before

    assert moves() == timedelta()
    assert clock.offset() == HOUR
    app.tasks.unregister(moves.name)


def test_who_moves_it_sees_it_moved() -> None:
    with clock.held():
        assert clock.offset() == timedelta()
        clock.set_offset(HOUR)
        assert clock.offset() == HOUR


def test_production_is_not_moved(settings: Settings) -> None:
    offset_set_elsewhere(HOUR)
    settings.MODE = "production"
    assert clock.offset() == timedelta()
    with pytest.raises(clock.NotInProduction):
        clock.set_offset(HOUR)


def test_without_redis_it_goes_on_as_last_read(settings: Settings) -> None:
    clock.set_offset(HOUR)
    assert clock.offset() == HOUR
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/bell"}}
    assert clock.offset() == HOUR


@pytest.mark.django_db
def test_the_clock_of_the_database_stays() -> None:
    Head.objects.create(subject="a", sequence=1)
    clock.travel(datetime(2030, 1, 1, tzinfo=UTC))
    read = Head.objects.annotate(now=clock.of_database()).values_list("now", flat=True).get()
    assert read < clock.now() - HOUR
