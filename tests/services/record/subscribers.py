"""Subscribers for a worker that the tests start. The gate is a pipe: opening it waits for somebody at its other end."""

import os
from pathlib import Path

from services.record import deliveries
from services.record.models import Event


def waits(event: Event) -> None:
    gate = Path(os.environ["TEST_GATE"])
    gate.with_suffix(".pid").write_text(str(os.getpid()))
    gate.open().close()


@deliveries.outbound
def calls_and_waits(event: Event) -> None:
    waits(event)


def at_once(event: Event) -> None:
    return
