"""What runs by the clock; it may run twice."""

from celery import shared_task

from channels_phone.gateways import forgetting


@shared_task(ignore_result=True)
def forget() -> None:
    """What nobody asks for any more."""
    forgetting.forget()
