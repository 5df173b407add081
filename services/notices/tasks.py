"""What runs by the clock; it may run twice."""

from celery import shared_task

from services.notices import sending


@shared_task(ignore_result=True)
def look_after() -> None:
    """What a killed worker left on its way, and what failed for now."""
    sending.settle_lost()
    sending.send_again()
