"""The bell of the deliveries, and the seals: tasks carry an id at most, and may be run twice."""

from celery import shared_task

from services.record import deliveries, events, publishing, seals, signing


@shared_task(ignore_result=True)
def deliver(delivery: int) -> None:
    deliveries.deliver(delivery)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Every few seconds: Redis may have lost what a killed worker held."""
    events.ring(deliveries.sweep())


@shared_task(ignore_result=True)
def seal() -> None:
    """Every minute."""
    seals.seal()


@shared_task(ignore_result=True)
def sign() -> None:
    """Every few minutes; it signs once a day, and lays out a file that is not there."""
    if signed := signing.sign():
        publishing.lay_out(signed)
