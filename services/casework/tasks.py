"""What runs by the clock; each may run twice."""

from celery import shared_task

from services.casework import documents, expiring, figures
from services.casework.clocks import claiming
from services.casework.retention import keeping


@shared_task(ignore_result=True)
def expire_drafts() -> None:
    expiring.expire_due()


@shared_task(ignore_result=True)
def erase_documents() -> None:
    documents.erase_due()


@shared_task(ignore_result=True)
def claim_due() -> None:
    """What the authority or somebody else let pass, and who is told that it will be later."""
    claiming.warn_due()
    claiming.lapse_deadlines()
    claiming.lapse_limits()


@shared_task(ignore_result=True)
def roll_up_figures() -> None:
    """The figures of the days that are over."""
    figures.roll_up()


@shared_task(ignore_result=True)
def keep_files() -> None:
    """What is old enough is archived; what is older still is destroyed."""
    keeping.archive_due()
    keeping.destroy_due()
