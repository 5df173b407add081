"""Writing answers down: the blob, the value-free row, the trace in the ledger. The application is locked already."""

from __future__ import annotations

from uuid import UUID

from services.casework import touches
from services.casework.applications import proofs
from services.casework.applications.opened import Opened
from services.casework.models import AnswerRow
from services.journeys.types.base import Json
from services.record import clock, ledger


def save(opened: Opened, instance: str, value: Json, *, touch: UUID, keyed_by: str, source: str = "stated") -> None:
    """Keep one answer: the blob sealed anew, its row, and its fingerprint in the ledger."""
    application = opened.application
    application.ask_again = [each for each in application.ask_again if each != instance]
    application.awaited = [each for each in application.awaited if each != instance]
    with proofs.of_the_same(opened, touch=touch, actor=keyed_by):
        opened.put(instance, value)
    application.save(update_fields=["revision", "values_sealed", "expires_at", "language", "ask_again", "awaited"])
    row = AnswerRow(
        application=opened.application,
        instance=instance,
        revision=opened.revisions[instance],
        touch_id=touch,
        keyed_by=keyed_by,
        source=source,
        at=clock.now(),
    )
    AnswerRow.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["application", "instance"],
        update_fields=["revision", "touch", "keyed_by", "source", "at"],
    )
    touches.serve(touch, opened.application.id)
    data = {"instance": instance, "revision": row.revision, "value": fingerprint(opened, instance)}
    ledger.append(opened.application.subject, "answer.recorded", data, actor=keyed_by, touch=str(touch))


def fingerprint(opened: Opened, *instances: str) -> str:
    """The HMAC of these answers in this application: alike answers elsewhere have another, so none can be guessed."""
    answers = {instance: opened.values[instance] for instance in instances}
    return ledger.fingerprint([opened.application.subject, answers])
