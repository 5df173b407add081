"""An assisted session: begun with who waits, agreed to, gone through together, and over."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef

from services.assisted import waiting
from services.assisted.models import Session, Waiting
from services.casework import applications, touches
from services.casework.applications import Started
from services.casework.models import Application
from services.people import staffing
from services.people.models import User
from services.record import clock, ledger

IDLE = timedelta(minutes=15)
"""Nobody leaves somebody's application open on a screen."""
CALL, IDLE_OUT = "voice", "idle"
BATCH = 100


class NotTheirs(LookupError):
    """It is somebody else's, or there is none."""


class Over(Exception):
    """It has ended, by itself too; nothing is lost of what was keyed."""


class NotAgreed(PermissionError):
    """The person has not agreed yet to be helped."""


@transaction.atomic
def begin(operator: User, waiting_id: UUID) -> Session:
    """With whom this operator took; begun twice, it is the same. Raises NotTheirs."""
    row = Waiting.objects.select_for_update(no_key=True).filter(pk=waiting_id, taken_by=operator).first()
    if row is None:
        raise NotTheirs
    begun = Session.objects.filter(waiting=row, ended_at=None).first()
    return begun or _begun(operator, row)


def current(session_id: UUID, operator: User) -> Session:
    """Theirs, while it goes on; raises NotTheirs, Over."""
    session = Session.objects.select_related("waiting__key").filter(pk=session_id, operator=operator).first()
    if session is None:
        raise NotTheirs
    if session.ended_at is None and clock.now() - session.seen_at > IDLE:
        _ended(session, IDLE_OUT, operator)
    if session.ended_at is not None:
        raise Over
    Session.objects.filter(pk=session.pk).update(seen_at=clock.now())
    return session


@transaction.atomic
def agree(session: Session, words: str) -> None:
    """The person agreed, in the words that were read to them; what they had shown to be theirs is open now."""
    application = session.waiting.application_id if session.waiting else None
    agreed = Session.objects.filter(pk=session.pk, consented_at=None)
    if agreed.update(consented_at=clock.now(), words=words, application_id=application):
        _note(session, "assisted.agreed", {"words": words})
        if application:
            touches.serve(session.touch_id, application)


def take_up(session: Session, reference: str, secret: str) -> Application:
    """What they began elsewhere, by what they say; raises NotAgreed, and what applications.resume raises."""
    _agreed(session)
    caller = f"operator {session.operator_id}"
    found = applications.resume(reference, secret, caller=caller, touch=session.touch_id)
    _opened(session, found)
    return found


def begin_service(session: Session, slug: str) -> Started:
    """A new application of theirs; raises NotAgreed, and what applications.start raises."""
    _agreed(session)
    started = applications.start(slug, language=session.language, touch=session.touch_id)
    _opened(session, started.application)
    return started


def end_idle() -> int:
    """Those nobody touched for a while: whom they were with goes back in line; returns how many."""
    idle = Session.objects.select_related("operator").filter(ended_at=None, seen_at__lt=clock.now() - IDLE)[:BATCH]
    for session in idle:
        _ended(session, IDLE_OUT, session.operator)
    return len(idle)


def give_back_forgotten() -> int:
    """Who was taken, and nobody began a session with or went on after one; returns how many."""
    going_on = Session.objects.filter(waiting=OuterRef("pk"), ended_at=None)
    taken = Waiting.objects.filter(ended_at=None, taken_at__lt=clock.now() - IDLE).exclude(Exists(going_on))
    return sum(
        waiting.give_back(row.pk, row.taken_by) for row in taken.select_related("taken_by")[:BATCH] if row.taken_by
    )


def application_of(session: Session) -> UUID:
    """What they are at; raises NotAgreed, NotTheirs."""
    _agreed(session)
    if session.application_id is None:
        raise NotTheirs
    return session.application_id


def keyed_by(session: Session) -> str:
    """Who is written down beside every answer."""
    return f"operator:{session.operator_id}"


def end(session: Session, outcome: str) -> None:
    """Over, and with it the waiting; with another outcome than those of Waiting they are back in line."""
    _ended(session, outcome, session.operator)


def _begun(operator: User, row: Waiting) -> Session:
    organisation = staffing.operating(operator).values_list("team__organisation__slug", flat=True).first() or ""
    touch = touches.open(CALL, row.language, assisted=True, helper=str(operator.pk), helper_organisation=organisation)
    now = clock.now()
    session = Session(id=uuid4(), operator=operator, waiting=row, touch=touch, language=row.language, began_at=now)
    session.seen_at = now
    session.save(force_insert=True)
    _note(session, "assisted.begun", {"waiting": str(row.pk)})
    return session


@transaction.atomic
def _opened(session: Session, application: Application) -> None:
    Session.objects.filter(pk=session.pk).update(application=application)
    session.application = application
    _note(session, "assisted.opened", {"application": str(application.pk)})


@transaction.atomic
def _ended(session: Session, outcome: str, operator: User) -> None:
    session.ended_at = clock.now()
    if Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=session.ended_at, outcome=outcome):
        touches.close(session.touch_id, outcome)
        if session.waiting_id and outcome in Waiting.Outcome.values:
            waiting.finish(session.waiting_id, outcome, by=str(operator.pk))
        elif session.waiting_id:
            waiting.give_back(session.waiting_id, operator)
        _note(session, "assisted.ended", {"outcome": outcome})


def _agreed(session: Session) -> None:
    if session.consented_at is None:
        raise NotAgreed


def _note(session: Session, kind: str, data: dict[str, object]) -> None:
    ledger.append(session.subject, kind, data, actor=str(session.operator_id), touch=str(session.touch_id))
