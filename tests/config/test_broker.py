"""Celery finds the same Redis as everybody else."""

import pytest

from config import broker
from config.celery import app
from services.record import tasks


@pytest.mark.parametrize(
    ("redis_url", "celery_url"),
    [
        ("redis://host:6380/2", "redis://host:6380/2"),
        ("rediss://:word@host/0", "rediss://:word@host/0"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("unix:///run/redis.sock?db=7", "redis+socket:///run/redis.sock?virtual_host=7"),
        ("unix:///run/a%20b.sock?timeout=1&db=7", "redis+socket:///run/a%20b.sock?virtual_host=7"),
    ],
)
def test_the_address_as_celery_writes_it(redis_url: str, celery_url: str) -> None:
    assert broker.broker_url(redis_url) == celery_url


def test_only_json_and_no_retries_while_somebody_waits() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_publish_retry is False


def test_every_task_is_ours() -> None:
    app.loader.import_default_modules()
    assert tasks.sweep.app is app
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
