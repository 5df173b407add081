"""The attempts to bring a notice to somebody: which states lead where, by conditional update only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet

from services.notices.models import Attempt, Notice
from services.record import clock, ledger

State = Attempt.State
FINAL = (State.SENT, State.PERMANENT_FAILURE, State.TECHNICAL_FAILURE)
COMES_FROM: Mapping[State, tuple[State, ...]] = {
    State.SENDING: (State.CREATED, State.TEMPORARY_FAILURE),
    State.TEMPORARY_FAILURE: (State.SENDING,),
    State.UNCERTAIN: (State.SENDING,),
    # A worker thought dead that comes back after all knows what nobody else could: then uncertain is over.
    State.SENT: (State.SENDING, State.UNCERTAIN),
    State.PERMANENT_FAILURE: (State.SENDING, State.UNCERTAIN),
    State.TECHNICAL_FAILURE: (State.SENDING, State.UNCERTAIN),
}
AGAIN_AFTER = timedelta(minutes=15)
"""Once the tries of its delivery are over; a server that is away for long is asked in this rhythm."""
BEHIND = "Behind"
"""The error of one that waits because an earlier one to the same person is still on its way."""
PATIENCE = timedelta(hours=4)
"""How long a way is tried that fails for now; then the next way, or a person."""


def opened(notice: Notice, way: str, address: str) -> Attempt:
    """The one attempt of this way; made at its first try."""
    now = clock.now()
    made, _ = Attempt.objects.get_or_create(
        notice=notice,
        way=way,
        defaults={
            "fingerprint": ledger.fingerprint(address),
            "client_reference": f"{notice.number}.{way}",
            "created_at": now,
            "moved_at": now,
        },
    )
    return made


def claim(attempt: Attempt) -> bool:
    """Whether it is ours to send now; False where it is settled, or somebody else is at it."""
    until = clock.of_database() + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    ours = _can_become(attempt, State.SENDING).update(
        state=State.SENDING, until=until, tries=F("tries") + 1, moved_at=clock.now()
    )
    attempt.refresh_from_db(fields=["state", "tries", "error", "until"])
    return ours == 1


def move(attempt: Attempt, state: State, error: str = "") -> bool:
    """Write down what became of it; False where that was settled before, and stays as it was."""
    until = clock.of_database() + AGAIN_AFTER if state == State.TEMPORARY_FAILURE else None
    moved = _can_become(attempt, state).update(state=state, error=error[:100], until=until, moved_at=clock.now())
    attempt.refresh_from_db(fields=["state", "tries", "error", "until"])
    return moved == 1


def returned(attempt: Attempt, error: str) -> bool:
    """What the other side took did not arrive: the one way out of `sent`, for it alone knows. False if known before."""
    taken = Attempt.objects.filter(pk=attempt.pk, state__in=(State.SENDING, State.UNCERTAIN, State.SENT))
    moved = taken.update(state=State.PERMANENT_FAILURE, error=error[:100], until=None, moved_at=clock.now())
    attempt.refresh_from_db(fields=["state", "tries", "error", "until"])
    return moved == 1


def behind(attempt: Attempt) -> bool:
    """Whether an earlier one of the same application, to the same address, is being sent or tried again.

    News in the wrong order misleads: "we need a paper" after "we do not need it any more".
    """
    on_their_way = _to_the_same(attempt).filter(state__in=(State.SENDING, State.TEMPORARY_FAILURE))
    return on_their_way.filter(pk__lt=attempt.pk, created_at__gt=clock.now() - 2 * PATIENCE).exists()


def let_on(attempt: Attempt) -> None:
    """Those that waited behind it are due."""
    waiting = _to_the_same(attempt).filter(pk__gt=attempt.pk, state=State.TEMPORARY_FAILURE, error=BEHIND)
    waiting.update(until=clock.of_database())


def lost() -> QuerySet[Attempt]:
    """Those whose worker counts as dead."""
    return Attempt.objects.filter(state=State.SENDING, until__lt=clock.of_database())


def due() -> QuerySet[Attempt]:
    """Those that failed for now and are to be tried again."""
    return Attempt.objects.filter(state=State.TEMPORARY_FAILURE, until__lte=clock.of_database())


def postpone(attempt: Attempt) -> bool:
    """Whether it is for us to have it tried again; nobody else does so before the next time."""
    again = due().filter(pk=attempt.pk)
    return again.update(until=clock.of_database() + AGAIN_AFTER) == 1


def patient(attempt: Attempt) -> bool:
    return clock.now() < attempt.created_at + PATIENCE


def _to_the_same(attempt: Attempt) -> QuerySet[Attempt]:
    return Attempt.objects.filter(
        notice__application=attempt.notice.application_id, way=attempt.way, fingerprint=attempt.fingerprint
    )


def _can_become(attempt: Attempt, state: State) -> QuerySet[Attempt]:
    return Attempt.objects.filter(pk=attempt.pk, state__in=COMES_FROM[state])
