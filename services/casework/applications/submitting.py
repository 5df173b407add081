"""Sending an application: once, whatever is clicked twice; what comes of it is a case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from services.casework import stopping, touches
from services.casework.applications import consequences, law
from services.casework.applications import opened as opening
from services.casework.applications.foreseeing import foreseen
from services.casework.applications.opened import Opened
from services.casework.applications.saving import fingerprint
from services.casework.applications.turn import Turn, turn
from services.casework.cases import opening as opening_cases
from services.casework.models import Application
from services.record import clock, events, ledger


@transaction.atomic
def submit(application_id: UUID, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """Send what was reviewed and declared; a second time gives the same receipt; not ready yet, the step that is due.

    Where the rules changed meanwhile, what was declared about it happens first. Of a try-out nothing comes but the
    receipt. Raises Expired, NotYours, Stopped, LawChanged.
    """
    opened = opening.lock(application_id, language)
    if opened.application.submitted_at:
        return turn(opened)
    stopping.refuse(opened.application.version)
    if not ready(opened):
        return turn(opened, changed=opened.application.outdated)
    if law.settle_changes(opened, touch=touch, actor=keyed_by):
        return turn(opened)
    if not _claim(opened.application):
        return turn(opening.lock(application_id, language))
    _tell(opened, touch, keyed_by)
    touches.serve(touch, application_id)
    if not opened.application.tryout:
        _open_cases(opened, touch, keyed_by)
    return turn(opening.again(opened))


def ready(opened: Opened) -> bool:
    """Every question answered, nobody refused, reviewed and declared as it now stands, by who was shown to be who."""
    interview = opened.interview
    return interview.complete and not interview.refusals and interview.sure and opened.application.declared


def _open_cases(opened: Opened, touch: UUID, actor: str) -> None:
    """What the rules say comes of it: the cases, the fees, the deadline, everybody else who must do something."""
    application = opened.application
    coming = foreseen(opened, filed_at=application.filed_at, sent_at=application.submitted_at)
    main = opening_cases.open_all(opened, coming.authority, coming.cases, touch=touch, actor=actor)
    consequences.enter(opened, main, coming, touches.channel_of(touch), actor=actor, touch=touch)
    opening_cases.decide_at_once(main, opened)


def _claim(application: Application) -> bool:
    now = clock.now()
    drafts = Application.objects.filter(
        pk=application.pk,
        submitted_at=None,
        expired_at=None,
        reviewed_revision=F("revision"),
        declared_revision=F("revision"),
    )
    application.submitted_at, application.filed_at = now, application.filed_at or now
    return drafts.update(submitted_at=now, filed_at=application.filed_at) == 1


def _tell(opened: Opened, touch: UUID, keyed_by: str) -> None:
    application = opened.application
    data = {"revision": application.revision, "values": fingerprint(opened, *opened.interview.relevant)}
    ledger.append(application.subject, "application.submitted", data, actor=keyed_by, touch=str(touch))
    events.write("application.submitted", application.subject, {"revision": application.revision})
