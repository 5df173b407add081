"""What the catalogue does by itself."""

from celery import shared_task

from services.catalogue import calendars
from services.catalogue.models import Calendar


@shared_task
def extend_calendars() -> None:
    """Enter the holidays of the years ahead; safe to run twice."""
    for code in Calendar.objects.values_list("code", flat=True):
        calendars.seed(code)
