"""Hold my date: who you are and what you ask is enough to be filed, once, the same through every door."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from services.casework import touches
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.applications.turn import Turn, can_hold, turn
from services.casework.errors import NotHeld
from services.casework.models import Application
from services.catalogue import calendars
from services.journeys import deadlines
from services.record import clock, events, ledger


@transaction.atomic
def hold(application_id: UUID, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """Filed as of now, the rest to follow within the time the law gives; a second time changes nothing.

    It can be done while a service is stopped: a stop must not cost anybody their date. Raises NotHeld, Submitted,
    Expired, NotYours.
    """
    opened = opening.editable(application_id, language)
    if opened.application.filed_at is None:
        if not can_hold(opened):
            raise NotHeld
        _file(opened, clock.now())
        touches.serve(touch, application_id)
        data = {"until": opened.application.expires_at.isoformat()}
        ledger.append(opened.application.subject, "application.filed", data, actor=keyed_by, touch=str(touch))
        events.write("application.filed", opened.application.subject, {})
    return turn(opened)


def _file(opened: Opened, now: datetime) -> None:
    law, application = opened.journey.law, opened.application
    if law.hold is None:
        raise NotHeld
    due = deadlines.end(law.hold.limit, now, calendars.calendar(law.calendar))
    application.filed_at, application.expires_at = now, due.before
    drafts = Application.objects.filter(pk=application.pk, filed_at=None, submitted_at=None, expired_at=None)
    drafts.update(filed_at=now, expires_at=due.before)
