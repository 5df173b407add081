"""A real worker, killed in the middle of its work: what it held is done, or said to be uncertain."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from config.engines.waiting import wait_until
from services.record import events
from services.record.models import Delivery
from tests.processes import SECONDS, environment, python
from tests.services.record.subscriptions import SUBSCRIPTIONS

State = Delivery.State
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """Shut: whoever opens it waits."""
    os.mkfifo(tmp_path / "gate")
    return tmp_path / "gate"


@contextmanager
def worker(gate: Path) -> Iterator[int]:
    """A worker with its beat; its id."""
    beat = ("--beat", "--schedule", str(gate.with_suffix(".beat")))
    options = ("--concurrency", "1", "--loglevel", "warning", "--without-mingle", "--without-gossip")
    with gate.with_suffix(".log").open("a") as log:
        command = ("-m", "celery", "--quiet", "--app", "config.celery", "worker", *beat, *options)
        with python(
            *command, env=environment(TEST_GATE=str(gate), DATABASE_POOL="0"), stdout=log, stderr=log
        ) as process:
            yield process.pid


def written(kind: str) -> Delivery:
    with transaction.atomic():
        return events.write(kind, "subject:1", {}).deliveries.get()


def comes_to(delivery: Delivery, state: State) -> bool:
    return wait_until(lambda: Delivery.objects.filter(pk=delivery.pk, state=state).exists(), SECONDS)


def opened(gate: Path) -> None:
    """Open for everybody who comes from now on."""
    gate.unlink()
    gate.touch()


@pytest.fixture(autouse=True)
def subscriptions(settings: Settings) -> None:
    settings.SUBSCRIPTIONS = SUBSCRIPTIONS


def test_a_killed_worker_is_replaced_and_the_work_done(gate: Path) -> None:
    delivery = written("waits")
    with worker(gate):
        assert comes_to(delivery, State.CLAIMED)
    opened(gate)
    with worker(gate):
        assert comes_to(delivery, State.DONE)
    delivery.refresh_from_db()
    assert delivery.attempts == 2


def test_a_killed_process_of_the_pool_is_replaced(gate: Path) -> None:
    delivery = written("waits")
    with worker(gate) as parent:
        assert comes_to(delivery, State.CLAIMED)
        assert wait_until(gate.with_suffix(".pid").exists, SECONDS)
        child = int(gate.with_suffix(".pid").read_text())
        assert child != parent
        opened(gate)
        os.kill(child, signal.SIGKILL)
        assert comes_to(delivery, State.DONE)


def test_a_call_cut_off_is_uncertain_and_not_made_again(gate: Path) -> None:
    delivery = written("calls_and_waits")
    with worker(gate):
        assert comes_to(delivery, State.SENDING)
    opened(gate)
    with worker(gate):
        assert comes_to(delivery, State.UNCERTAIN)
        assert comes_to(written("at_once"), State.DONE)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.UNCERTAIN, 1)
