"""When a spot is open: by weekday, but for holidays and for days that are unlike the others; in its own zone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.catalogue import calendars
from services.record import clock
from services.spots.models import Spot

AHEAD = 60  # days that are looked at: a spot that opens later than that is as good as closed


@dataclass(frozen=True, slots=True)
class Span:
    """Open from then until then, in the spot's zone."""

    opens: datetime
    closes: datetime


def zone(spot: Spot) -> ZoneInfo:
    return ZoneInfo(calendars.ZONES[spot.calendar])


def day(spot: Spot, at: datetime) -> date:
    """The civil day of the spot in which this moment lies."""
    return at.astimezone(zone(spot)).date()


def today(spot: Spot) -> date:
    """Its civil day."""
    return day(spot, clock.now())


def spans(spot: Spot, day: date) -> tuple[Span, ...]:
    """When it is open on this civil day of its own; a special day says more than a holiday or the week."""
    return spans_of(spot, [day])[day]


def spans_of(spot: Spot, days: Iterable[date]) -> dict[date, tuple[Span, ...]]:
    """When it is open on each of these days."""
    holidays = calendars.calendar(spot.calendar).closed
    return {day: _spans(spot, day, holidays) for day in days}


def _spans(spot: Spot, day: date, holidays: Collection[date]) -> tuple[Span, ...]:
    if spot.closed_on is not None and day >= spot.closed_on:
        return ()
    special = next((each for each in spot.special_days.all() if each.day == day), None)
    if special is not None:
        return (_span(spot, day, special.opens, special.closes),) if special.opens and special.closes else ()
    if day in holidays:
        return ()
    here = sorted((each.opens, each.closes) for each in spot.hours.all() if each.weekday == day.weekday())
    return tuple(_span(spot, day, opens, closes) for opens, closes in here)


def is_open(spot: Spot, at: datetime) -> bool:
    return any(span.opens <= at < span.closes for span in spans(spot, at.astimezone(zone(spot)).date()))


def next_span(spot: Spot, after: datetime) -> Span | None:
    """The one that goes on, or else the next; None where there is none for a long time."""
    today = after.astimezone(zone(spot)).date()
    holidays = calendars.calendar(spot.calendar).closed
    for ahead in range(AHEAD):
        found = next((span for span in _spans(spot, today + timedelta(ahead), holidays) if span.closes > after), None)
        if found is not None:
            return found
    return None


def _span(spot: Spot, day: date, opens: time, closes: time) -> Span:
    here = zone(spot)
    return Span(datetime.combine(day, opens, here), datetime.combine(day, closes, here))
