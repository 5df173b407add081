"""Celery: the bell, not the memory. Deliveries and leases stand in PostgreSQL; Redis carries ids."""

import os
from typing import Any

import celery
from celery.signals import setup_logging

from config.environment import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
prepare()


class Task(celery.Task[Any, Any]):
    """Every task sees one clock from its beginning to its end."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from services.record import clock  # needs the settings

        with clock.held():
            return super().__call__(*args, **kwargs)


app = celery.Celery("evenhand", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_our_logging(**_: object) -> None:
    """Celery leaves logging alone once somebody answers this signal: settings.LOGGING is in force."""
