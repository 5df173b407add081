"""The settings of a process that the tests start: their database, short waiting."""

import os

from config import settings
from tests.services.record import subscriptions

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})

DATABASES = {"default": settings.DATABASES["default"] | {"NAME": os.environ["TEST_DATABASE"]}}
DELIVERY_LEASE_SECONDS = 2
SUBSCRIPTIONS = subscriptions.SUBSCRIPTIONS
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "services.record.tasks.sweep", "schedule": 0.5}}
