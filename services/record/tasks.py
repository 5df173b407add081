"""The bell of the deliveries: tasks carry an id, and may be run twice."""

from celery import shared_task

from services.record import deliveries, events


@shared_task(ignore_result=True)
def deliver(delivery: int) -> None:
    deliveries.deliver(delivery)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Every few seconds: Redis may have lost what a killed worker held."""
    events.ring(deliveries.sweep())
