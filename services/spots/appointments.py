"""Appointments at a spot: the times that are free, and one seat kept for one person.

Half of the counters are for those who have an appointment; the others stay for those who come without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from services.casework import references
from services.record import clock, limits
from services.spots import hours
from services.spots.models import Appointment, Day, Spot

LASTS = timedelta(minutes=20)
LEAD = timedelta(hours=1)
"""Nobody is expected sooner."""
AHEAD = 28
"""Days within which one can be made."""
BOOKED: Mapping[str, str] = {"web": "30/hour", "counter": "300/hour"}
"""By door, of one address and of one clerk."""
BOOKED_ELSEWHERE = "10/hour"


class NotFree(Exception):
    """Somebody else has this time by now, or nobody is helped at it."""


def free(spot: Spot) -> dict[date, list[datetime]]:
    """Each day on which somebody can still come, the next first, and its times, in the spot's zone."""
    today = hours.today(spot)
    days = _free(spot, [today + timedelta(each) for each in range(AHEAD)])
    return {day: times for day, times in days.items() if times}


def seats(spot: Spot) -> int:
    """How many can come at one time."""
    return (spot.counters.count() + 1) // 2


@transaction.atomic
def book(
    appointment_id: UUID, spot: Spot, at: datetime, language: str, *, service: str = "", door: str, booked_by: str
) -> Appointment:
    """Once, however often it is sent under this id. Raises NotFree, limits.TooMany."""
    _locked(spot, at)
    made = Appointment.objects.filter(pk=appointment_id).first()
    if made is not None:
        return made
    limits.hit("appointments", booked_by, BOOKED.get(door, BOOKED_ELSEWHERE))
    row = Appointment(id=appointment_id, spot=spot, language=language, service=service, door=door)
    row.number, row.made_at = references.free(Appointment, "number"), clock.now()
    row.seat, row.starts_at, row.ends_at = _seat(spot, at), at, at + LASTS
    row.save(force_insert=True)
    return row


@transaction.atomic
def move(appointment_id: UUID, at: datetime) -> bool:
    """To another time at the same spot; the one they had stays theirs until then. Raises NotFree."""
    row = standing().select_for_update(of=("self",), no_key=True).filter(pk=appointment_id).first()
    if row is None:
        return False
    if row.starts_at != at:
        _locked(row.spot, at)
        row.seat, row.starts_at, row.ends_at = _seat(row.spot, at), at, at + LASTS
        row.save(update_fields=["seat", "starts_at", "ends_at"])
    return True


def cancel(appointment_id: UUID) -> bool:
    """Somebody else can have the time."""
    return bool(standing().filter(pk=appointment_id).update(cancelled_at=clock.now()))


def standing() -> QuerySet[Appointment]:
    """Those that are still to come."""
    return Appointment.objects.select_related("spot").filter(cancelled_at=None, starts_at__gt=clock.now())


def by_number(number: str) -> Appointment | None:
    return Appointment.objects.select_related("spot").filter(number=number).first()


def outside_hours(spot: Spot) -> list[Appointment]:
    """Those at times at which it will be closed after all: somebody must tell them."""
    rows = standing().filter(spot=spot).order_by("starts_at")
    return [row for row in rows if not _within(spot, row)]


def _free(spot: Spot, days: list[date]) -> dict[date, list[datetime]]:
    """The times of these days, which follow one another, at which a seat is free."""
    first, room = clock.now() + LEAD, seats(spot)
    taken = _taken(spot, days)
    return {
        day: [at for at in _times(spans) if at >= first and _during(at, taken[day]) < room]
        for day, spans in hours.spans_of(spot, days).items()
    }


def _times(spans: Iterable[hours.Span]) -> Iterator[datetime]:
    for span in spans:
        at = span.opens
        while at + LASTS <= span.closes:
            yield at
            at += LASTS


def _within(spot: Spot, row: Appointment) -> bool:
    spans = hours.spans(spot, hours.day(spot, row.starts_at))
    return any(span.opens <= row.starts_at and row.ends_at <= span.closes for span in spans)


def _taken(spot: Spot, days: list[date]) -> dict[date, list[datetime]]:
    """When those of each day come."""
    here = hours.zone(spot)
    taken: dict[date, list[datetime]] = {day: [] for day in days}
    begins, ends = (datetime.combine(day, time(), here) for day in (days[0], days[-1] + timedelta(1)))
    rows = Appointment.objects.filter(spot=spot, cancelled_at=None, starts_at__gte=begins, starts_at__lt=ends)
    for starts in rows.values_list("starts_at", flat=True):
        taken[starts.astimezone(here).date()].append(starts)
    return taken


def _during(at: datetime, taken: Iterable[datetime]) -> int:
    """How many are there then; hours that changed leave some whose time lies across two."""
    return sum(abs(each - at) < LASTS for each in taken)


def _seat(spot: Spot, at: datetime) -> int:
    """One that nobody has at this time. Raises NotFree."""
    day = hours.day(spot, at)
    if not hours.today(spot) <= day < hours.today(spot) + timedelta(AHEAD) or at not in _free(spot, [day])[day]:
        raise NotFree
    rows = Appointment.objects.filter(spot=spot, cancelled_at=None, starts_at__lt=at + LASTS, ends_at__gt=at)
    taken = set(rows.values_list("seat", flat=True))
    return next(seat for seat in range(len(taken) + 1) if seat not in taken)


def _locked(spot: Spot, at: datetime) -> None:
    """That day, against everybody else who makes one: two who insert at once would wait for each other for ever."""
    day = hours.day(spot, at)
    Day.objects.bulk_create([Day(spot=spot, day=day)], ignore_conflicts=True)
    Day.objects.select_for_update(no_key=True).get(spot=spot, day=day)
