"""Who waits for a person: in order, taken by one, called back as promised."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from services.assisted import hours
from services.assisted.models import Waiting
from services.people import staffing
from services.people.models import User
from services.record import clock, envelope, ledger, limits

ASKED = "10/hour"
BATCH = 100
KEPT = timedelta(days=30)
HEARD = timedelta(minutes=5)
"""Who waits on a line is told their place every half minute; so long without is no line any more."""
Outcome = Waiting.Outcome


class NotAnOperator(PermissionError):
    """Only who has the role takes somebody off the line."""


@transaction.atomic
def ask(
    number: str, caller: str, language: str, *, application_id: UUID | None, touch: UUID | None, line: str = ""
) -> Waiting:
    """They want a person: on this line, or called back where it is "". Who waits already keeps their place.

    What was shown to be theirs counts while that very call lasts: whoever answers another shows it again.

    Raises limits.TooMany, and hours.NobodyEver.
    """
    limits.hit("asked for a person", caller or line, ASKED)
    row = Waiting(id=uuid4(), caller=caller, language=language, key=envelope.new_key(), asked_at=clock.now())
    row.number_sealed = envelope.seal(row.key, number.encode(), row.subject)
    row.application_id, row.touch_id, row.line = application_id if line else None, touch, line
    row.seen_at = row.asked_at
    Waiting.objects.bulk_create([row], ignore_conflicts=True)
    kept = Waiting.objects.filter(Q(pk=row.pk) | Q(caller=caller, ended_at=None) & ~Q(caller="")).get()
    if kept.pk == row.pk:
        ledger.append(
            row.subject, "waiting.asked", {"on_the_line": bool(line)}, actor="citizen", touch=str(touch or "")
        )
    else:
        envelope.destroy(row.key)
        shown = {"application_id": row.application_id, "touch_id": touch, "line": line, "language": language}
        _open(kept.pk).update(seen_at=clock.now(), **shown)
        kept.refresh_from_db()
    return kept if line else keep_place(kept.pk)


@transaction.atomic
def keep_place(waiting_id: UUID) -> Waiting:
    """They need not hold the line: they are called back, in a half hour that they are told. Raises hours.NobodyEver."""
    row = Waiting.objects.select_for_update(no_key=True).get(pk=waiting_id)
    if row.promised_from is None:
        row.promised_from, row.promised_until = hours.promise(clock.now())
    row.line, row.application = "", None
    row.save(update_fields=["line", "application", "promised_from", "promised_until"])
    return row


@transaction.atomic
def back_on_line(caller: str, line: str) -> Waiting | None:
    """They answered the call that they were promised; None where they wait for none."""
    waits = Waiting.objects.filter(caller=caller, ended_at=None)
    if not caller or not waits.update(line=line, seen_at=clock.now()):
        return None
    return Waiting.objects.get(caller=caller, ended_at=None)


def place(row: Waiting) -> int:
    """How many are before them on the line, and they themselves."""
    before = in_order().filter(language=row.language, asked_at__lt=row.asked_at)
    return before.exclude(promised_from__gt=clock.now()).exclude(pk=row.pk).count() + 1


def in_order() -> QuerySet[Waiting]:
    """Whom nobody has taken yet: as they asked, whom we promised a time from that time on."""
    return Waiting.objects.filter(ended_at=None, taken_by=None).order_by("asked_at", "pk")


def next_for(operator: User) -> Waiting | None:
    """The first of those whose language a team of theirs speaks."""
    due = in_order().filter(Q(promised_from=None) | Q(promised_from__lte=clock.now()))
    spoken = languages(operator)
    return next((row for row in due[:BATCH] if spoken is None or row.language in spoken), None)


def languages(operator: User) -> frozenset[str] | None:
    """What the operators of their teams speak; None is everything. Raises NotAnOperator."""
    teams = [each.team for each in staffing.operating(operator).select_related("team")]
    if not teams:
        raise NotAnOperator
    if any(not team.languages for team in teams):
        return None
    return frozenset(code for team in teams for code in team.languages)


@transaction.atomic
def take(waiting_id: UUID, operator: User) -> bool:
    """One of two who try has them; raises NotAnOperator."""
    languages(operator)
    taken = _open(waiting_id).filter(taken_by=None).update(taken_by=operator, taken_at=clock.now())
    return _noted(taken, waiting_id, "waiting.taken", str(operator.pk))


@transaction.atomic
def give_back(waiting_id: UUID, operator: User) -> bool:
    """To whoever is next; the place in the order stays."""
    given = _open(waiting_id).filter(taken_by=operator).update(taken_by=None, taken_at=None)
    return _noted(given, waiting_id, "waiting.given_back", str(operator.pk))


@transaction.atomic
def finish(waiting_id: UUID, outcome: str, *, by: str) -> bool:
    """It is over, once."""
    ended = _open(waiting_id).update(ended_at=clock.now(), outcome=Outcome(outcome))
    return _noted(ended, waiting_id, f"waiting.{outcome}", by)


def hung_up(line: str) -> bool:
    """They left the line before anybody took them; whom somebody has is still theirs to finish."""
    row = Waiting.objects.filter(line=line, ended_at=None, taken_by=None).exclude(line="").first()
    return row is not None and finish(row.pk, Outcome.HUNG_UP, by="citizen")


def there(waiting_id: UUID) -> None:
    """They are still on the line: they were told their place."""
    _open(waiting_id).update(seen_at=clock.now())


def hang_up_lost() -> int:
    """Those of whom nothing was heard for long, though nobody said that they hung up; returns how many."""
    lost = Waiting.objects.filter(ended_at=None, taken_by=None, seen_at__lt=clock.now() - HEARD).exclude(line="")
    return sum(finish(pk, Outcome.HUNG_UP, by="installation") for pk in lost.values_list("pk", flat=True)[:BATCH])


def not_reached(caller: str) -> bool:
    """They did not answer the call that they were promised, however often it rang."""
    row = Waiting.objects.filter(caller=caller, ended_at=None, taken_by=None).first()
    return row is not None and finish(row.pk, Outcome.NOT_REACHED, by="installation")


def due(now: datetime) -> QuerySet[Waiting]:
    """Whom we promised a call by now, and nobody has taken."""
    return in_order().filter(promised_from__lte=now, line="")


def forget() -> int:
    """Whose wait is over for long: their numbers go, and the keys they were sealed under; returns how many."""
    over = Waiting.objects.filter(ended_at__lt=clock.now() - KEPT).exclude(number_sealed=b"")
    rows = list(over.select_related("key")[:BATCH])
    for row in rows:
        envelope.destroy(row.key)
        Waiting.objects.filter(pk=row.pk).update(number_sealed=b"", caller="")
    return len(rows)


def number_of(row: Waiting) -> str:
    """In E.164; "" where it was withheld."""
    return envelope.open(row.key, row.number_sealed, row.subject).decode()


def _open(waiting_id: UUID) -> QuerySet[Waiting]:
    return Waiting.objects.filter(pk=waiting_id, ended_at=None)


def _noted(changed: int, waiting_id: UUID, kind: str, by: str) -> bool:
    if changed:
        ledger.append(f"waiting:{waiting_id}", kind, {}, actor=by)
    return bool(changed)
