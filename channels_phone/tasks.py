"""What runs by the clock; it may run twice."""

from celery import shared_task

from channels_phone import conversations


@shared_task(ignore_result=True)
def forget_messages() -> None:
    conversations.forget()
