"""One delivery on its way: claimed by conditional update with a lease, done once, tried again when it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.module_loading import import_string

from services.record import clock
from services.record.models import Delivery, Event

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)
BATCH = 500

State = Delivery.State
Subscriber = Callable[[Event], None]


class NotSent(Exception):
    """What a subscriber to the outside raises when it is certain that nothing left: it may be tried again."""


def outbound(subscriber: Subscriber) -> Subscriber:
    """Mark a subscriber that talks to the outside: if it breaks, whether it was sent is uncertain."""
    subscriber.outbound = True  # type: ignore[attr-defined]
    return subscriber


def deliver(delivery: int) -> None:
    """Hand one event to one subscriber; nothing if it is not due, done, or somebody else's."""
    lease = uuid4()
    if not _claim(delivery, lease):
        return
    mine = Delivery.objects.filter(pk=delivery, lease=lease)
    claimed = mine.select_related("event").get()
    subscriber: Subscriber = import_string(settings.SUBSCRIPTIONS[claimed.event.kind][claimed.subscriber])
    outside = getattr(subscriber, "outbound", False)
    if outside and not mine.filter(state=State.CLAIMED).update(state=State.SENDING):
        return
    try:
        subscriber(claimed.event)
    except Exception as error:
        certain = not outside or isinstance(error, NotSent)
        _failed(mine, claimed.attempts, error, certain=certain)
    else:
        mine.update(state=State.DONE, lease=None, lease_until=None, done_at=clock.now(), error="")


def sweep() -> list[int]:
    """Free what a worker left behind, and list what is due: a lease that ran out while sending is uncertain."""
    over = Delivery.objects.filter(lease_until__lt=clock.of_database())
    free = {"lease": None, "lease_until": None}
    over.filter(state=State.SENDING).update(state=State.UNCERTAIN, error="LeaseRanOut", **free)
    over.filter(state=State.CLAIMED).update(state=State.WAITING, due_at=clock.of_database(), **free)
    due = Delivery.objects.filter(state=State.WAITING, due_at__lte=clock.of_database())
    return list(due.order_by("due_at").values_list("pk", flat=True)[:BATCH])


def _claim(delivery: int, lease: UUID) -> bool:
    now = clock.of_database()
    due = Delivery.objects.filter(pk=delivery, state=State.WAITING, due_at__lte=now)
    claim = {"state": State.CLAIMED, "lease": lease, "lease_until": now + LEASE, "attempts": F("attempts") + 1}
    return due.update(**claim) == 1


def _failed(mine: QuerySet[Delivery], attempts: int, error: Exception, *, certain: bool) -> None:
    log.warning("delivery_failed", error=type(error).__name__, attempts=attempts, certain=certain)
    again = certain and attempts < ATTEMPTS
    state = State.WAITING if again else State.FAILED if certain else State.UNCERTAIN
    due = clock.of_database() + FIRST_PAUSE * 2 ** (attempts - 1)
    mine.update(state=state, due_at=due, lease=None, lease_until=None, error=type(error).__name__)
