"""Answers put right after an application was sent; the ledger shows that they were others before."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.casework import touches
from services.casework.applications.opened import Opened
from services.casework.applications.saving import fingerprint
from services.casework.models import AnswerRow
from services.journeys.types.base import Json
from services.record import clock, ledger


def amend(opened: Opened, answers: Mapping[str, Json], *, touch: UUID, keyed_by: str, source: str) -> None:
    """Take these answers in place of the ones before; the application is locked, and was sent."""
    application = opened.application
    for instance, value in answers.items():
        before = fingerprint(opened, instance) if instance in opened.values else ""
        opened.put(instance, value)
        application.reviewed_revision = application.declared_revision = application.revision
        _row(opened, instance, touch=touch, keyed_by=keyed_by, source=source)
        data = {"instance": instance, "before": before, "value": fingerprint(opened, instance)}
        ledger.append(application.subject, "answer.corrected", data, actor=keyed_by, touch=str(touch))
    marks = ["revision", "values_sealed", "reviewed_revision", "declared_revision"]
    application.save(update_fields=marks)
    touches.serve(touch, application.id)


def _row(opened: Opened, instance: str, *, touch: UUID, keyed_by: str, source: str) -> None:
    AnswerRow.objects.update_or_create(
        application=opened.application,
        instance=instance,
        defaults={
            "revision": opened.revisions[instance],
            "touch_id": touch,
            "keyed_by": keyed_by,
            "source": source,
            "at": clock.now(),
        },
    )
