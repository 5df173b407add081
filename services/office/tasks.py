"""What runs by the clock; each may run twice."""

from celery import shared_task

from services.office import sessions


@shared_task(ignore_result=True)
def forget_sessions() -> None:
    sessions.forget_ended()
