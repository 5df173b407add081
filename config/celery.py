"""Celery: the bell, not the memory. Deliveries and leases stand in PostgreSQL; Redis carries ids."""

import os

from celery import Celery
from celery.signals import setup_logging

from config.environment import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
prepare()

app = Celery("evenhand")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_our_logging(**_: object) -> None:
    """Celery leaves logging alone once somebody answers this signal: settings.LOGGING is in force."""
