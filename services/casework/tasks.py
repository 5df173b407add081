"""What runs by the clock; each may run twice."""

from celery import shared_task

from services.casework import documents, expiring


@shared_task(ignore_result=True)
def expire_drafts() -> None:
    expiring.expire_due()


@shared_task(ignore_result=True)
def erase_documents() -> None:
    documents.erase_due()
