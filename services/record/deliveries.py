"""One delivery on its way: claimed by conditional update with a lease, done once, tried again when it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.module_loading import import_string

from services.record import clock
from services.record.models import Delivery, Event

log = structlog.get_logger(__name__)

ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)  # doubled each time: the last try comes about ten minutes after the first
BATCH = 500

State = Delivery.State
Subscriber = Callable[[Event], None]
FREE: dict[str, Any] = {"lease": None, "lease_until": None}


class NotSent(Exception):
    """What a subscriber to the outside raises when it is certain that nothing left: it may be tried again."""


class LeaseLost(Exception):
    """The work took longer than its lease, and the delivery is somebody else's now."""


def outbound(subscriber: Subscriber) -> Subscriber:
    """Mark a subscriber that talks to the outside: if it breaks, whether it was sent is uncertain.

    It runs outside a transaction, and every call it makes ends within the lease (DELIVERY_LEASE_SECONDS).
    """
    vars(subscriber)["outbound"] = True
    return subscriber


def deliver(delivery: int) -> None:
    """Hand one event to one subscriber; nothing if it is not due, done, or somebody else's."""
    claimed = _claimed(delivery)
    if claimed is None:
        return
    with structlog.contextvars.bound_contextvars(delivery=delivery, subscriber=claimed.subscriber):
        try:
            subscriber = _subscriber(claimed)
            way = _send if getattr(subscriber, "outbound", False) else _hand_over
            way(subscriber, claimed)
        except LeaseLost:
            log.warning("delivery_lease_lost")
        except Exception as error:
            _failed(claimed, error)


def sweep() -> list[int]:
    """Free what a worker left behind, and list what is due: a lease that ran out while sending is uncertain."""
    over = Delivery.objects.filter(lease_until__lt=clock.of_database())
    left = over.filter(state=State.CLAIMED)
    over.filter(state=State.SENDING).update(state=State.UNCERTAIN, error="LeaseRanOut", **FREE)
    left.filter(attempts__gte=ATTEMPTS).update(state=State.FAILED, error="LeaseRanOut", **FREE)
    left.update(state=State.WAITING, due_at=clock.of_database(), **FREE)
    due = Delivery.objects.filter(state=State.WAITING, due_at__lte=clock.of_database())
    return list(due.order_by("due_at").values_list("pk", flat=True)[:BATCH])


def _claimed(delivery: int) -> Delivery | None:
    now, lease = clock.of_database(), uuid4()
    due = Delivery.objects.filter(pk=delivery, state=State.WAITING, due_at__lte=now)
    until = now + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    if not due.update(state=State.CLAIMED, lease=lease, lease_until=until, attempts=F("attempts") + 1):
        return None
    return Delivery.objects.filter(lease=lease).select_related("event").first()


def _subscriber(claimed: Delivery) -> Subscriber:
    found: Subscriber = import_string(settings.SUBSCRIPTIONS[claimed.event.kind][claimed.subscriber])
    return found


def _hand_over(subscriber: Subscriber, claimed: Delivery) -> None:
    """What it writes and that it is done stand or fall together."""
    with transaction.atomic():
        subscriber(claimed.event)
        _now(claimed, State.CLAIMED, state=State.DONE, done_at=clock.now(), error="", **FREE)


def _send(subscriber: Subscriber, claimed: Delivery) -> None:
    _now(claimed, State.CLAIMED, state=State.SENDING)
    subscriber(claimed.event)
    # It may have outlasted its lease: then we know after all what the sweep could not.
    _now(claimed, State.SENDING, State.UNCERTAIN, state=State.DONE, done_at=clock.now(), error="", **FREE)


def _failed(claimed: Delivery, error: Exception) -> None:
    sending = _try(claimed).filter(state=State.SENDING).exists()
    certain = not sending or isinstance(error, NotSent)
    log.warning("delivery_failed", error=type(error).__name__, attempts=claimed.attempts, certain=certain)
    again = certain and claimed.attempts < ATTEMPTS
    state = State.WAITING if again else State.FAILED if certain else State.UNCERTAIN
    due = clock.of_database() + FIRST_PAUSE * 2 ** (claimed.attempts - 1)
    mine = _try(claimed).filter(lease=claimed.lease)
    mine.update(state=state, due_at=due, error=type(error).__name__, **FREE)


def _now(claimed: Delivery, *states: State, **values: Any) -> None:
    """Write this down if the delivery is still ours and in one of these states; raises LeaseLost."""
    if not _try(claimed).filter(state__in=states).update(**values):
        raise LeaseLost


def _try(claimed: Delivery) -> QuerySet[Delivery]:
    """The delivery as long as nobody has claimed it after us: the number of the try is the fence."""
    return Delivery.objects.filter(pk=claimed.pk, attempts=claimed.attempts)
