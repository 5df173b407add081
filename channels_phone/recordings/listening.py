"""Who listens writes down what they hear: alone, or with names until two wrote the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from channels_phone.models import Listening, Recording
from channels_phone.recordings import settling
from services.assisted import waiting
from services.casework import applications
from services.casework.applications import DoorError, Turn
from services.journeys.steps import Ask
from services.people.models import User
from services.record import clock, envelope, ledger

State = Recording.State
LEASE, MOST, BATCH = timedelta(minutes=15), 3, 100
NAME = "person_name"
TWICE = frozenset((NAME,))
"""What one person alone hears wrongly too easily, and nobody can guess right."""


class NotTheirs(LookupError):
    """Somebody else listens to it, or it is over."""


class NotAnAnswer(ValueError):
    """What they wrote cannot be the answer; the turn says why."""

    def __init__(self, turn: Turn) -> None:
        super().__init__("not an answer")
        self.turn = turn


def to_hear(listener: User) -> QuerySet[Recording]:
    """Those in their languages that they have not heard, nobody else is at, the first due first."""
    spoken = waiting.languages(listener)
    heard = Listening.objects.filter(recording=OuterRef("pk"), by=listener)
    free = Q(taken_by=None) | Q(taken_by=listener) | Q(claimed_at__lt=clock.now() - LEASE)
    rows = Recording.objects.filter(free, state=State.HELD).exclude(Exists(heard)).order_by("due_at", "pk")
    return rows if spoken is None else rows.filter(language__in=spoken)


@transaction.atomic
def take_next(listener: User) -> Recording | None:
    """The first of them, to themselves for a while. Raises waiting.NotAnOperator."""
    for row in to_hear(listener)[:BATCH]:
        if to_hear(listener).filter(pk=row.pk).order_by().update(taken_by=listener, claimed_at=clock.now()):
            ledger.append(f"recording:{row.pk}", "recording.taken", {}, actor=str(listener.pk))
            return row
    return None


def theirs(recording: UUID, listener: User) -> Recording:
    """Raises NotTheirs."""
    held = Recording.objects.select_related("application__data_key").filter(state=State.HELD, taken_by=listener)
    row = held.filter(pk=recording).first()
    if row is None:
        raise NotTheirs
    return row


def sound(row: Recording) -> bytes:
    """Raises NotTheirs where the application was erased meanwhile."""
    try:
        return envelope.open(row.application.data_key, row.sound_sealed, row.subject)
    except envelope.Unreadable:
        raise NotTheirs from None


def asked(row: Recording, language: str) -> Turn:
    """The question it answers; raises DoorError."""
    return applications.ask(row.application_id, row.instance, language=language)


@transaction.atomic
def write(row: Recording, listener: User, text: str) -> None:
    """What they heard, "" where they could not; as soon as enough agree, it is settled. Raises NotAnAnswer, NotTheirs.

    The application is locked before the recording, as everywhere.
    """
    try:
        needed = _needed(asked(row, row.language).step)
    except DoorError:
        settling.over(row.pk, State.VOID)
        return
    _note(row, listener, text)
    agreed = verdict(_written(row), needed)
    if agreed is None:
        _to_the_next(row, listener)
    elif agreed:
        _settle(row, listener, agreed)
    elif not settling.over(row.pk, State.UNCLEAR):
        raise NotTheirs


def verdict(texts: Sequence[str], needed: int) -> str | None:
    """What `needed` of them wrote alike, in their own words; "" where too many listened in vain, None while it is open.

    Alike is: letter by letter with their accents, whatever is large or small, and however it is spaced.
    """
    for text in texts:
        if sum(_bare(text) == _bare(other) for other in texts) >= needed:
            return text
    return "" if len(texts) >= MOST else None


def _needed(step: object) -> int:
    return 2 if isinstance(step, Ask) and step.question.answer.type in TWICE else 1


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _note(row: Recording, listener: User, text: str) -> None:
    sealed = envelope.seal(row.application.data_key, text.strip().encode(), f"{row.subject}:heard")
    made = Listening(recording=row, by=listener, text_sealed=sealed, at=clock.now())
    Listening.objects.bulk_create([made], ignore_conflicts=True)


def _written(row: Recording) -> list[str]:
    key, about = row.application.data_key, f"{row.subject}:heard"
    sealed = row.listenings.order_by("at", "pk").values_list("text_sealed", flat=True)
    return [envelope.open(key, each, about).decode() for each in sealed]


def _to_the_next(row: Recording, listener: User) -> None:
    mine = Recording.objects.filter(pk=row.pk, state=State.HELD, taken_by=listener)
    if not mine.update(taken_by=None, claimed_at=None):
        raise NotTheirs


def _settle(row: Recording, listener: User, text: str) -> None:
    try:
        turn = applications.write_down(
            row.application_id, row.instance, text, touch=row.touch_id, keyed_by=f"operator:{listener.pk}",
            language=row.language,
        )  # fmt: skip
    except DoorError:
        settling.over(row.pk, State.VOID)
        return
    if isinstance(turn.step, Ask) and turn.step.typed is not None:
        raise NotAnAnswer(turn)
    if not settling.over(row.pk, State.WRITTEN):
        raise NotTheirs
