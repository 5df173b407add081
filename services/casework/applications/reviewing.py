"""Checking the answers, and declaring that they are true: each holds for one revision only."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import likeness, touches
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.applications.turn import Turn, turn
from services.journeys.steps import Declare, Review
from services.record import ledger


@transaction.atomic
def review(application_id: UUID, revision: int, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """The answers were checked as they stood at this revision; raises Submitted, Expired, NotYours."""
    opened = opening.editable(application_id, language)
    return _mark(opened, Review, "reviewed", revision, touch, keyed_by)


@transaction.atomic
def declare(application_id: UUID, revision: int, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """The answers were declared true as they stood at this revision; raises Submitted, Expired, NotYours."""
    opened = opening.editable(application_id, language)
    return _mark(opened, Declare, "declared", revision, touch, keyed_by)


def _mark(opened: Opened, due: type[Review | Declare], mark: str, revision: int, touch: UUID, keyed_by: str) -> Turn:
    application = opened.application
    if revision != application.revision or not isinstance(opened.interview.next(), due):
        return turn(opened, changed=revision != application.revision)
    field = f"{mark}_revision"
    setattr(application, field, revision)
    application.save(update_fields=[field])
    touches.serve(touch, application.id)
    words = application.version.words_hashes[opened.spoken]
    data = {"revision": revision, "language": opened.spoken, "words": words}
    likeness.note(opened)
    ledger.append(application.subject, f"application.{mark}", data, actor=keyed_by, touch=str(touch))
    return turn(opening.again(opened))
