"""What became of a recording, and the call that says so: once they have hung up, and once for all they said."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from channels_phone import calling_back
from channels_phone.models import CallBack, Conversation, Recording
from services.assisted import hours, waiting
from services.casework import applications
from services.casework.applications import DoorError
from services.record import clock, envelope, limits

State = Recording.State
BATCH, KEPT = 100, timedelta(days=30)
BY = "installation"
NOT_WRITTEN = (State.UNCLEAR, State.LATE, State.LOST)


@transaction.atomic
def over(recording: UUID, state: Recording.State) -> bool:
    """It ends so, once; an answer that is not in writing then is asked for again."""
    row = Recording.objects.get(pk=recording)
    if row.instance and state in NOT_WRITTEN:
        try:
            applications.ask_anew(row.application_id, row.instance, actor=BY)
        except DoorError:
            state = State.VOID
    open_ones = Recording.objects.filter(pk=recording, state__in=Recording.OPEN)
    return bool(open_ones.update(state=state, ended_at=clock.now()))


def end_late() -> int:
    """Those to which nobody listened in time; returns how many."""
    late = Recording.objects.filter(state__in=Recording.OPEN, due_at__lt=clock.now())
    return sum(over(pk, State.LATE) for pk in late.values_list("pk", flat=True)[:BATCH])


def tell() -> int:
    """Everybody whose answers are all settled, and who hung up meanwhile, is called; returns how many."""
    rows = list(_untold().select_related("conversation__key", "application")[:BATCH])
    return sum(_told(row) for row in rows)


def forget() -> int:
    """The sound of what was written down long ago, and what its listeners wrote; returns how many."""
    over = Recording.objects.filter(ended_at__lt=clock.now() - KEPT).exclude(instance="").exclude(sound_sealed=b"")
    rows = list(over.values_list("pk", flat=True)[:BATCH])
    for pk in rows:
        forgotten = Recording.objects.get(pk=pk)
        forgotten.listenings.all().delete()
        Recording.objects.filter(pk=pk).update(sound_sealed=b"")
    return len(rows)


def _untold() -> QuerySet[Recording]:
    """Answers that are over, of a call that is over, with none of the same application still open."""
    still = Recording.objects.filter(application=OuterRef("application"), state__in=Recording.OPEN)
    over = Recording.objects.filter(told_at=None, ended_at__isnull=False, conversation__ended_at__isnull=False)
    return over.exclude(instance="").exclude(state=State.VOID).exclude(Exists(still)).order_by("at")


@transaction.atomic
def _told(row: Recording) -> bool:
    """By a call of ours that goes on with it; by a person, where nobody could write it down."""
    mine = Recording.objects.filter(pk=row.pk, told_at=None).update(told_at=clock.now())
    talk = row.conversation
    if not mine or talk is None or not talk.caller or row.application.submitted_at or row.application.expired_at:
        return False
    number = envelope.open(talk.key, talk.number_sealed, talk.subject).decode()
    if row.state in NOT_WRITTEN and _asked_for_person(talk, number):
        return True
    return calling_back.ask(number, why=CallBack.Why.WRITTEN) is not None


def _asked_for_person(talk: Conversation, number: str) -> bool:
    try:
        waiting.ask(number, talk.caller, talk.language, application_id=None, touch=talk.touch_id)
    except (hours.NobodyEver, limits.TooMany):
        return False
    return True
