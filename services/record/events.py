"""Events: what happened, for whoever subscribed; written with the change itself, delivered afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from services.record import clock
from services.record.models import Delivery, Event

log = structlog.get_logger(__name__)


def write(kind: str, subject: str, data: Mapping[str, Any]) -> Event:
    """An event and one delivery for each subscriber, in the caller's transaction; the bell rings on commit."""
    event = Event.objects.create(kind=kind, subject=subject, data=dict(data), at=clock.now())
    subscribers = settings.SUBSCRIPTIONS.get(kind, {})
    due = clock.of_database()
    deliveries = Delivery.objects.bulk_create(
        Delivery(event=event, subscriber=name, due_at=due) for name in subscribers
    )
    for delivery in deliveries:
        transaction.on_commit(partial(ring, delivery.pk))
    return event


def ring(delivery: int) -> None:
    """Tell a worker; with Redis away the sweep finds the delivery by itself."""
    from services.record.tasks import deliver

    try:
        deliver.apply_async((delivery,), retry=False)
    except OperationalError:
        log.warning("bell_not_heard", delivery=delivery)
