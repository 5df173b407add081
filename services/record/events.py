"""Events: what happened, for whoever subscribed; written with the change itself, delivered afterwards."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from services.record import clock
from services.record.models import Delivery, Event

log = structlog.get_logger(__name__)

DELIVER = "services.record.tasks.deliver"  # by name: the tasks stand above what rings for them
QUIET = 5.0  # seconds without a try once Redis was away; meanwhile the sweep finds what is due
HEARD_WITHIN = 60  # seconds; a bell nobody has heard by then was long since rung again by the sweep


class _Bell:
    """When this process may next ring."""

    quiet_until = 0.0


def write(kind: str, subject: str, data: Mapping[str, Any]) -> Event:
    """An event and one delivery for each subscriber, in the caller's transaction; the bell rings on commit.

    `data` carries ids and revisions, never what a person said.
    """
    event = Event.objects.create(kind=kind, subject=subject, data=dict(data), at=clock.now())
    subscribers = settings.SUBSCRIPTIONS.get(kind, {})
    if subscribers:
        due = clock.of_database()
        deliveries = Delivery.objects.bulk_create(
            Delivery(event=event, subscriber=name, due_at=due) for name in subscribers
        )
        transaction.on_commit(partial(ring, [delivery.pk for delivery in deliveries]), robust=True)
    return event


def ring(deliveries: Sequence[int]) -> None:
    """Tell the workers; with Redis away the sweep finds the deliveries by itself."""
    if time.monotonic() < _Bell.quiet_until:
        return
    try:
        for delivery in deliveries:
            current_app.send_task(DELIVER, (delivery,), retry=False, expires=HEARD_WITHIN)
    except OperationalError:
        _Bell.quiet_until = time.monotonic() + QUIET
        log.warning("bell_not_heard", deliveries=len(deliveries))
