"""What one turn of an application gives a channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.casework import sentences
from services.casework.applications import opened as opening
from services.casework.applications import proofs
from services.casework.applications.foreseeing import Foreseen, foreseen
from services.casework.applications.opened import Opened
from services.casework.models import Application
from services.journeys.steps import Ask, Declare, Done, Prove, Review, Step
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
    filed_at: datetime | None = None
    can_hold: bool = False
    tryout: bool = False
    told: str = ""
    foreseen: Foreseen | None = None
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
    application, step = opened.application, step or proofs.due(opened)
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
        filed_at=application.filed_at,
        can_hold=isinstance(step, Ask | Prove) and can_hold(opened),
        tryout=application.tryout,
        told=_told(opened),
        foreseen=_foreseen(opened, step),
        changed=changed,
    )


def can_hold(opened: Opened) -> bool:
    """Whether the law allows it, and who asks for what is answered rightly."""
    held = opened.journey.law.hold
    application = opened.application
    if held is None or application.filed_at is not None or application.tryout or opened.interview.refusals:
        return False
    return all(name in opened.values and name not in opened.interview.problems for name in held.needs)


def _told(opened: Opened) -> str:
    """Why the rules are others than those it began with; nothing where they are the same, or once it was sent."""
    application = opened.application
    if application.pinned_at == application.began_at or application.submitted_at:
        return ""
    if application.moved_by is not None:
        return str(application.moved_by.reason.get(opened.spoken, ""))
    return sentences.say(opened.spoken, "other_rules")


def _foreseen(opened: Opened, step: Step) -> Foreseen | None:
    """Worked out where a person decides: before they send, and on the receipt."""
    if not isinstance(step, Review | Declare | Done) or (isinstance(step, Done) and step.found):
        return None
    application = opened.application
    return foreseen(opened, filed_at=application.filed_at, sent_at=application.submitted_at)


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
