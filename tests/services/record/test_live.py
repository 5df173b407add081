"""A move is told once it is true, and telling never fails what it tells of."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import transaction
from django.utils import translation
from pytest_django import Settings
from redis.client import PubSub

from services.record import events, live
from services.record.models import Event
from tests.processes import SECONDS


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The line as a new process finds it."""
    monkeypatch.setattr(live._Bell, "quiet_until", 0.0)
    live._redis.cache_clear()
    yield
    live._redis.cache_clear()


@pytest.fixture
def ear(bell: Any) -> Iterator[PubSub]:
    """What goes through Redis."""
    with bell.pubsub() as heard:
        heard.psubscribe(f"{live.PREFIX}*")
        assert heard.get_message(timeout=SECONDS)
        yield heard


def told(ear: PubSub) -> tuple[bytes, bytes]:
    message = ear.get_message(timeout=SECONDS)
    assert message is not None
    return message["channel"], message["data"]


def written() -> None:
    """A write that somebody looks at."""
    with transaction.atomic():
        events.write("nobody_subscribed", "case:1", {})
        live.moved("case:1", 1)


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_told(ear: PubSub) -> None:
    with transaction.atomic():
        live.moved("case:1", 1)
        transaction.set_rollback(True)
    with transaction.atomic():
        live.moved("case:1", 2)
        assert ear.get_message(timeout=0) is None
    assert told(ear) == (live.channel("case:1").encode(), b"2")


def test_no_topic_goes_through_redis_by_its_name(ear: PubSub) -> None:
    live.tell("case:0b7e", 3)
    assert b"0b7e" not in told(ear)[0]
    assert live.channel("case:1") != live.channel("case:2")


@pytest.mark.django_db(transaction=True)
def test_redis_away_fails_nothing_and_is_left_alone(tmp_path: Path, settings: Settings) -> None:
    settings.REDIS_URL = f"unix://{tmp_path}/nobody"
    written()
    assert live._Bell.quiet_until > time.monotonic()
    written()
    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_redis_that_hangs_holds_nobody_up(tmp_path: Path, settings: Settings) -> None:
    settings.REDIS_URL, settings.REDIS_OPTIONS = f"unix://{tmp_path}/deaf", {"socket_timeout": 0.1, "retry": None}
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"{tmp_path}/deaf")
        deaf.listen()
        written()
    assert live._Bell.quiet_until > time.monotonic()
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_afterwards_it_is_told_again(ear: PubSub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live._Bell, "quiet_until", time.monotonic() + 60)
    written()
    monkeypatch.setattr(live._Bell, "quiet_until", time.monotonic())
    live.tell("case:1", 2)
    assert told(ear)[1] == b"2"


def test_a_ticket_is_for_its_topic_and_for_hours(bell: redis.Redis) -> None:
    topic, seconds = live.admitted(live.ticket("case:1"))
    assert topic == "case:1"
    assert live.LASTS.total_seconds() - 60 < seconds <= live.LASTS.total_seconds()


@pytest.mark.parametrize(
    "spoilt", [str.upper, lambda ticket: ticket[:-1], lambda ticket: "", lambda ticket: "x" + ticket]
)
def test_a_spoilt_ticket_is_refused(bell: redis.Redis, spoilt: Callable[[str], str]) -> None:
    with pytest.raises(live.Refused):
        live.admitted(spoilt(live.ticket("case:1")))


def test_an_etag_is_one_topic_revision_and_language() -> None:
    tags = {live.etag("case:1", 1), live.etag("case:1", 2), live.etag("case:2", 1)}
    with translation.override("vi"):
        tags.add(live.etag("case:1", 1))
    assert len(tags) == 4
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
