"""Looking at what is not one's own in an emergency: with a reason, for a short time, looked into afterwards."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from services.people import staffing
from services.people.models import BrokenGlass, User
from services.record import clock, ledger

LASTS = timedelta(hours=1)
SHORTEST = 20  # characters: a reason somebody else can judge


class NoReason(ValueError):
    """A reason was not given, or not in enough words to be judged."""


@transaction.atomic
def break_glass(user: User, subject: str, reason: str) -> BrokenGlass:
    """Open this subject for an hour; only for staff, and the ledger of the subject tells. Raises NoReason."""
    if len(reason.strip()) < SHORTEST:
        raise NoReason
    if not staffing.standing(user).organisations:
        raise PermissionError
    now = clock.now()
    made = BrokenGlass.objects.create(user=user, subject=subject, reason=reason.strip(), at=now, until=now + LASTS)
    ledger.append(subject, "glass.broken", {"glass": made.pk, "until": made.until.isoformat()}, actor=str(user.pk))
    return made


def is_broken(user: User, subject: str) -> bool:
    """Whether this subject stands open for somebody now."""
    return BrokenGlass.objects.filter(user=user, subject=subject, until__gt=clock.now()).exists()


def to_look_into() -> QuerySet[BrokenGlass]:
    """What nobody has looked into yet, oldest first."""
    return BrokenGlass.objects.filter(looked_into_at=None).select_related("user").order_by("at")


@transaction.atomic
def look_into(glass_id: int, *, by: User) -> bool:
    """Somebody else has judged the reason; False where it was done, or is their own."""
    mine = BrokenGlass.objects.filter(pk=glass_id, looked_into_at=None).exclude(user=by)
    done = mine.update(looked_into_at=clock.now(), looked_into_by=str(by.pk))
    if done:
        subject = BrokenGlass.objects.values_list("subject", flat=True).get(pk=glass_id)
        ledger.append(subject, "glass.looked_into", {"glass": glass_id}, actor=str(by.pk))
    return bool(done)
