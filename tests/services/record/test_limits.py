"""Attempts are counted for one caller and one thing, and the caller stays unknown to Redis."""

import pytest
import redis
from pytest_django import Settings

from services.record import limits


def test_the_limit_is_for_one_caller(bell: redis.Redis) -> None:
    limits.hit("secret", "ann", "2/hour")
    limits.hit("secret", "ann", "2/hour")
    with pytest.raises(limits.TooMany) as reached:
        limits.hit("secret", "ann", "2/hour")
    assert reached.value.again_at.tzinfo is not None
    limits.hit("secret", "ben", "2/hour")
    assert not any(b"ann" in key for key in bell.scan_iter())


@pytest.fixture
def no_bell(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    limits._limiter.cache_clear()


def test_without_redis_what_is_ordinary_goes_on(no_bell: None) -> None:
    limits.hit("search", "ann", "1/hour")
    with pytest.raises(limits.Unknown):
        limits.hit("secret", "ann", "1/hour", guarded=True)
    limits._limiter.cache_clear()
