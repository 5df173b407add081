"""Sending an application: once, whatever is clicked twice; what comes of it is a case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from services.casework import cases, touches
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.applications.saving import fingerprint
from services.casework.applications.turn import Turn, turn
from services.casework.models import Application
from services.record import clock, events, ledger


@transaction.atomic
def submit(application_id: UUID, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """Send what was reviewed and declared; a second time gives the same receipt; not ready yet, the step that is due.

    Raises Expired, NotYours.
    """
    opened = opening.lock(application_id, language)
    if opened.application.submitted_at:
        return turn(opened)
    if not ready(opened):
        return turn(opened, changed=opened.application.outdated)
    if not _claim(opened.application):
        return turn(opening.lock(application_id, language))
    _tell(opened, touch, keyed_by)
    touches.serve(touch, application_id)
    cases.open_main(opened.application, touch=touch, actor=keyed_by)
    return turn(opening.again(opened))


def ready(opened: Opened) -> bool:
    """Every question answered, nobody refused, reviewed and declared as it now stands."""
    interview = opened.interview
    return interview.complete and not interview.refusals and opened.application.declared


def _claim(application: Application) -> bool:
    now = clock.now()
    drafts = Application.objects.filter(
        pk=application.pk,
        submitted_at=None,
        expired_at=None,
        reviewed_revision=F("revision"),
        declared_revision=F("revision"),
    )
    application.submitted_at = application.filed_at = now
    return drafts.update(submitted_at=now, filed_at=now) == 1


def _tell(opened: Opened, touch: UUID, keyed_by: str) -> None:
    application = opened.application
    data = {"revision": application.revision, "values": fingerprint(opened, *opened.interview.relevant)}
    ledger.append(application.subject, "application.submitted", data, actor=keyed_by, touch=str(touch))
    events.write("application.submitted", application.subject, {"revision": application.revision})
