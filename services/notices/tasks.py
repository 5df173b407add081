"""What runs by the clock; it may run twice."""

from celery import shared_task

from services.notices import sending


@shared_task(ignore_result=True)
def look_after() -> None:
    """What a killed worker left on its way, what failed for now, and what nobody needs any more."""
    sending.settle_lost()
    sending.send_again()
    sending.forget_messages()
