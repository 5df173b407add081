"""What runs by the clock; it may run twice."""

from celery import shared_task

from services.spots import tickets


@shared_task(ignore_result=True)
def close_past_days() -> None:
    tickets.close_past_days()
