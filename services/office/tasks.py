"""What runs by the clock or by a bell; each may run twice."""

from uuid import UUID

from celery import shared_task

from services.office import bulk, sessions


@shared_task(ignore_result=True)
def forget_sessions() -> None:
    sessions.forget_ended()


@shared_task(ignore_result=True)
def work_on(job: str) -> None:
    bulk.work(UUID(job))


@shared_task(ignore_result=True)
def work_on_what_was_left() -> None:
    """Every minute: Redis may have lost what a killed worker held."""
    for job in bulk.unfinished():
        bulk.work(job.pk)
