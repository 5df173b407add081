"""The line of a spot: numbers drawn, called in a fair order, one at each counter, and how long it may take.

Who has a legal reason to go first has a head start, of the whole day where the law says so. So nobody who came first
waits for ever for those who came after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet

from services.people.models import User
from services.record import clock, limits, live
from services.spots import accrediting, hours
from services.spots.models import Counter, Day, Spot, Ticket

HEAD_START: Mapping[str, timedelta] = {"PT": timedelta(days=1)}
"""By calendar; in Portugal who has priority goes before everybody else (Decreto-Lei 58/2016)."""
USUAL_HEAD_START = timedelta(minutes=30)
AGAIN = timedelta(minutes=10)
"""Who did not hear their number is called once more after this."""
CALLS = 2
USUAL = 600
"""Seconds of a visit, while nobody was helped today."""
DRAWN: Mapping[str, str] = {"web": "200/hour", "counter": "300/hour"}
"""By door, of one address and of one clerk: a town hall's screen at the entrance is one address for everybody."""
DRAWN_ELSEWHERE = "20/hour"
SHOWN = 6
Outcome = Ticket.Outcome


class Closed(Exception):
    """Nobody is helped there any more today."""


@dataclass(frozen=True, slots=True)
class Place:
    """How many are before them, and in how many minutes it may be their turn."""

    before: int
    minutes: int


@transaction.atomic
def draw(spot: Spot, language: str, *, reason: str = "", door: str, drawn_by: str) -> Ticket:
    """The next number of today; a `reason` that is none is no reason. Raises Closed, limits.TooMany."""
    limits.hit("tickets", drawn_by, DRAWN.get(door, DRAWN_ELSEWHERE))
    if not draws(spot):
        raise Closed
    now = clock.now()
    day = _locked(spot)
    Day.objects.filter(pk=day.pk).update(drawn=day.drawn + 1)
    ticket = Ticket(id=uuid4(), day=day, number=day.drawn + 1, language=language, door=door, drawn_at=now)
    ticket.reason = reason if reason in Ticket.Reason.values else Ticket.Reason.NONE
    ticket.rank_at = now - HEAD_START.get(spot.calendar, USUAL_HEAD_START) if ticket.reason else now
    ticket.save(force_insert=True)
    _moved(day)
    return ticket


def draws(spot: Spot) -> bool:
    """Whether it is open still, or opens, today."""
    return any(span.closes > clock.now() for span in hours.spans(spot, hours.today(spot)))


@transaction.atomic
def call_next(clerk: User) -> Ticket | None:
    """To the counter where they sit, once however often it is pressed; whoever is there stays. Raises NotAccredited."""
    counter, accredited = accrediting.seated(clerk)
    Counter.objects.select_for_update(no_key=True).get(pk=counter.pk)
    languages = accredited.languages
    at = current(counter)
    if at is not None:
        return at
    due = waiting(counter.spot).filter(rank_at__lte=clock.now())
    spoken = due.filter(language__in=languages) if languages else due
    row = spoken.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
    if row is not None:
        row.counter, row.clerk, row.called_at, row.calls = counter, clerk, clock.now(), row.calls + 1
        row.save(update_fields=["counter", "clerk", "called_at", "calls"])
        _moved(row.day)
    return row


@transaction.atomic
def not_there(ticket: UUID, clerk: User) -> bool:
    """Called once more a little later; the second time it is over. Raises NotAccredited."""
    row = _theirs(ticket, clerk)
    if row is None:
        return False
    if row.calls >= CALLS:
        return _end(row, Outcome.NO_SHOW)
    row.counter = row.clerk = row.called_at = None
    row.rank_at = clock.now() + AGAIN
    row.save(update_fields=["counter", "clerk", "called_at", "rank_at"])
    _moved(row.day)
    return True


@transaction.atomic
def served(ticket: UUID, clerk: User) -> bool:
    """They were helped: how long it took makes the next estimate better. Raises NotAccredited."""
    row = _theirs(ticket, clerk)
    if row is None or row.called_at is None:
        return False
    took = int((clock.now() - row.called_at).total_seconds())
    Day.objects.filter(pk=row.day_id).update(served=F("served") + 1, seconds=F("seconds") + took)
    return _end(row, Outcome.SERVED)


@transaction.atomic
def give_back(ticket: UUID) -> bool:
    """They leave before they are called."""
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("day")
    row = rows.filter(pk=ticket, called_at=None, ended_at=None).first()
    return row is not None and _end(row, Outcome.LEFT)


def waiting(spot: Spot) -> QuerySet[Ticket]:
    """Whom nobody has called yet today, in their order."""
    rows = Ticket.objects.filter(day__spot=spot, day__day=hours.today(spot), called_at=None, ended_at=None)
    return rows.select_related("day").order_by("rank_at", "number")


def called(spot: Spot) -> list[Ticket]:
    """Who was called last, the newest first."""
    rows = Ticket.objects.filter(day__spot=spot, day__day=hours.today(spot), called_at__isnull=False, ended_at=None)
    return list(rows.select_related("counter").order_by("-called_at")[:SHOWN])


def current(counter: Counter) -> Ticket | None:
    """Who is at this counter."""
    return Ticket.objects.select_related("day").filter(counter=counter, called_at__isnull=False, ended_at=None).first()


def place(ticket: Ticket) -> Place:
    """Of one that waits."""
    earlier = Q(rank_at__lt=ticket.rank_at) | Q(rank_at=ticket.rank_at, number__lt=ticket.number)
    before = Ticket.objects.filter(earlier, day=ticket.day_id, called_at=None, ended_at=None).count()
    return Place(before, _minutes(Day.objects.get(pk=ticket.day_id), before))


def wait_now(spot: Spot) -> Place:
    """Of somebody who comes now."""
    day = Day.objects.filter(spot=spot, day=hours.today(spot)).first()
    before = waiting(spot).count() if day else 0
    return Place(before, _minutes(day, before) if day else 0)


def close_past_days() -> int:
    """Whoever waited when a day ended waits no more; returns how many."""
    now: datetime = clock.now()
    over = Ticket.objects.filter(ended_at=None, drawn_at__lt=now - timedelta(days=1))
    return over.update(ended_at=now, outcome=Outcome.CLOSED)


def topic(spot_id: int) -> str:
    """What a board of it listens to."""
    return f"board:{spot_id}"


def _minutes(day: Day, before: int) -> int:
    """With those counters open that are, at the pace of today."""
    counters = max(Counter.objects.filter(spot_id=day.spot_id).exclude(clerk=None).count(), 1)
    pace = day.seconds / day.served if day.served else USUAL
    return ceil(before * pace / counters / 60)


def _locked(spot: Spot) -> Day:
    """Today, locked against everybody else who draws a number there."""
    Day.objects.bulk_create([Day(spot=spot, day=hours.today(spot))], ignore_conflicts=True)
    return Day.objects.select_for_update(no_key=True).get(spot=spot, day=hours.today(spot))


def _theirs(ticket: UUID, clerk: User) -> Ticket | None:
    """Whoever is at the counter where they sit, whichever clerk called them there. Raises NotAccredited."""
    counter, _ = accrediting.seated(clerk)
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("day")
    return rows.filter(pk=ticket, counter=counter, called_at__isnull=False, ended_at=None).first()


def _end(row: Ticket, outcome: Ticket.Outcome) -> bool:
    ended = Ticket.objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.now(), outcome=outcome)
    _moved(row.day)
    return bool(ended)


def _moved(day: Day) -> None:
    """Every board of this spot shows it within a moment."""
    Day.objects.filter(pk=day.pk).update(revision=F("revision") + 1)
    revision = Day.objects.values_list("revision", flat=True).get(pk=day.pk)
    live.moved(topic(day.spot_id), revision)
