"""Drafts nobody goes on with are deleted: their key is destroyed, so they are gone from every copy too."""

from uuid import UUID

from django.db import transaction

from services.casework.models import Application
from services.people.proving import codes
from services.record import clock, envelope, events, ledger

BATCH = 500


def expire_due() -> int:
    """Expire drafts whose time is over, each in its own transaction; returns how many."""
    due = Application.objects.filter(submitted_at=None, expired_at=None, expires_at__lte=clock.now())
    return sum(_expire(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _expire(application_id: UUID) -> bool:
    now = clock.now()
    due = Application.objects.filter(pk=application_id, submitted_at=None, expired_at=None, expires_at__lte=now)
    if not due.update(expired_at=now, values_sealed=b""):
        return False
    application = Application.objects.select_related("data_key").get(pk=application_id)
    envelope.destroy(application.data_key)
    codes.forget(application.subject)
    ledger.append(application.subject, "application.expired", {}, actor="clock")
    events.write("application.expired", application.subject, {})
    return True
