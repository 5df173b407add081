"""Attempts are counted for one caller and one thing, and the caller stays unknown to Redis."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from pytest_django import Settings

from services.record import clock, limits
from tests.processes import kill, valkey
from tests.racing import race

pytestmark = pytest.mark.usefixtures("bell")


@pytest.fixture
def fresh() -> Iterator[None]:
    """The address of Redis is read again, and again afterwards."""
    limits._limiter.cache_clear()
    yield
    limits._limiter.cache_clear()


def test_the_limit_is_for_one_caller_and_one_thing(bell: redis.Redis) -> None:
    limits.hit("secret", "ann", "2/hour")
    limits.hit("secret", "ann", "2/hour")
    with pytest.raises(limits.TooMany):
        limits.hit("secret", "ann", "2/hour")
    limits.hit("secret", "ben", "2/hour")
    limits.hit("search", "ann", "2/hour")
    assert not any(b"ann" in key for key in bell.scan_iter())


def test_it_says_when_to_come_again_by_our_clock() -> None:
    clock.set_offset(timedelta(days=3))
    limits.hit("secret", "ann", "1/hour")
    with pytest.raises(limits.TooMany) as reached:
        limits.hit("secret", "ann", "1/hour")
    assert timedelta(minutes=59) < reached.value.again_at - clock.now() < timedelta(minutes=61)


def test_two_at_the_same_instant_do_not_both_come_in() -> None:
    def tried() -> None:
        limits.hit("secret", "ann", "1/hour")

    results = race(tried, tried)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "TooMany"]


@pytest.mark.usefixtures("fresh")
def test_without_redis_what_is_ordinary_goes_on(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    for _ in range(2):
        limits.hit("search", "ann", "1/hour")
    with pytest.raises(limits.Unknown):
        limits.hit("secret", "ann", "1/hour", guarded=True)


@pytest.mark.usefixtures("fresh")
def test_a_restart_of_redis_is_no_gap(settings: Settings, tmp_path: Path) -> None:
    socket = tmp_path / "bell"
    settings.REDIS_URL = f"unix://{quote(str(socket))}?db=0"
    with valkey(socket) as bell:
        limits.hit("secret", "ann", "1/hour", guarded=True)
        kill(bell)
    with valkey(socket):
        limits.hit("secret", "ann", "1/hour", guarded=True)
        with pytest.raises(limits.TooMany):
            limits.hit("secret", "ann", "1/hour", guarded=True)
