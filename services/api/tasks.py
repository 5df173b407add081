"""What runs by the clock; it may run twice."""

from celery import shared_task

from services.api import once


@shared_task(ignore_result=True)
def forget_replies() -> None:
    once.forget()
