"""What one turn of an application gives a channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.models import Application
from services.journeys.steps import Ask, Step
from services.journeys.words import Phrases


@dataclass(frozen=True)
class Progress:
    """How many of the questions known to be asked are answered."""

    answered: int
    known: int


@dataclass(frozen=True)
class Turn:
    """One step to show.

    `revision` goes back with the reply to this step; `back` is the question before it; `changed` says that answers
    changed after they were reviewed or declared, so that the step stands again. Until `expires_at` a draft is kept.
    """

    application_id: UUID
    reference: str
    service: str
    language: str
    step: Step
    phrases: Phrases
    revision: int
    back: str | None
    progress: Progress
    expires_at: datetime
    submitted_at: datetime | None
    changed: bool = False


@dataclass(frozen=True)
class Started:
    """A new application and the only copy of its secret, to be shown once."""

    application: Application
    secret: str


def current(application_id: UUID, *, language: str = "") -> Turn:
    """The step that is due, or the receipt; raises NotYours, Expired."""
    return turn(opening.read(application_id, language))


def turn(opened: Opened, step: Step | None = None, *, revision: int | None = None, changed: bool = False) -> Turn:
    """The turn at this step, by default the one that is due."""
    application, step = opened.application, step or opened.interview.next()
    return Turn(
        application_id=application.id,
        reference=application.reference,
        service=application.service.slug,
        language=opened.spoken,
        step=step,
        phrases=opened.phrases,
        revision=_revision(opened, step) if revision is None else revision,
        back=before(opened, step),
        progress=progress(opened),
        expires_at=application.expires_at,
        submitted_at=application.submitted_at,
        changed=changed,
    )


def before(opened: Opened, step: Step) -> str | None:
    """The question one step back; nothing to go back to once it was sent."""
    if opened.application.submitted_at:
        return None
    if isinstance(step, Ask):
        return opened.interview.before(step.instance)
    return next((instance for instance in reversed(opened.interview.relevant)), None)


def progress(opened: Opened) -> Progress:
    relevant = opened.interview.relevant
    return Progress(sum(instance in opened.values for instance in relevant), len(relevant))


def _revision(opened: Opened, step: Step) -> int:
    if isinstance(step, Ask):
        return opened.revisions.get(step.instance, 0)
    return opened.application.revision
