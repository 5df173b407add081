"""When a time limit ends: counted in the days and hours of one calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.journeys.law import Deadline, Law, Limit, holds

if TYPE_CHECKING:
    from services.journeys.conditions.scope import Answers

LONGEST_CLOSURE = 366  # days in a row on which nobody works; a calendar without working days is no calendar


@dataclass(frozen=True)
class Calendar:
    """The days on which an authority works: all but the `weekend` (Monday is 0) and those `closed`, and those `open`.

    `version` goes up with every correction; `known_until` is the last day whose holidays are entered.
    """

    code: str
    zone: str
    weekend: frozenset[int]
    closed: frozenset[date]
    open: frozenset[date] = frozenset()
    version: int = 1
    known_until: date = date.max

    def works(self, day: date) -> bool:
        return day in self.open or (day not in self.closed and day.weekday() not in self.weekend)

    def next_working(self, day: date) -> date:
        """The first day on which somebody works, from this one on."""
        for ahead in range(LONGEST_CLOSURE):
            if self.works(day + timedelta(ahead)):
                return day + timedelta(ahead)
        raise ValueError(f"the calendar {self.code} has no working day after {day}")

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def last_day(self, before: datetime) -> date:
        """The last day before this moment, which is the first that is too late."""
        return self.local(before - timedelta(microseconds=1)).date()

    def end_of(self, day: date) -> datetime:
        """The first moment that is too late, in UTC: midnight after this day, wherever the clock is by then."""
        return datetime.combine(day + timedelta(1), time(), ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class Due:
    """`on` is the last day in words, `before` the first moment that is too late; `sure` unless holidays are missing."""

    on: date
    before: datetime
    sure: bool = True


def deadline_for(law: Law, answers: Answers) -> Deadline | None:
    """The first deadline that holds for these answers; None where there is none, or too little is known."""
    for deadline in law.deadlines:
        held = holds(deadline.when, answers)
        if held is not False:
            return deadline if held else None
    return None


def due(deadline: Deadline, start: datetime, calendar: Calendar) -> Due:
    """When this deadline ends for what began at `start` (aware)."""
    local = calendar.local(start)
    if deadline.until is None:
        return end(deadline.limit, start, calendar, deadline.closed_day)
    if not calendar.works(local.date()):
        # what comes while nobody works has come when work begins again
        return _on(calendar.next_working(local.date()), calendar)
    if local.time() <= deadline.until:
        return _on(local.date(), calendar)
    return end(deadline.limit, start, calendar, deadline.closed_day)


def end(limit: Limit, start: datetime, calendar: Calendar, closed_day: str = "next_working_day") -> Due:
    """When a length of time that began at `start` is over; the day it began on does not count."""
    first = calendar.local(start).date()
    if limit.unit == "hours":
        before = start.astimezone(UTC) + timedelta(hours=limit.length)  # a wall clock may be put back meanwhile
        return Due(calendar.local(before).date(), before, first <= calendar.known_until)
    if limit.unit == "working_days":
        return _on(_working(first, limit.length, calendar), calendar)
    day = first + timedelta(limit.length) if limit.unit == "calendar_days" else months_after(first, limit.length)
    return _on(calendar.next_working(day) if closed_day == "next_working_day" else day, calendar)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working(day: date, count: int, calendar: Calendar) -> date:
    for _ in range(count):
        day = calendar.next_working(day + timedelta(1))
    return day


def _on(day: date, calendar: Calendar) -> Due:
    return Due(day, calendar.end_of(day), day <= calendar.known_until)


def resumed(due: Due, unit: str, stopped: datetime, again: datetime, calendar: Calendar) -> Due:
    """A limit that stood still from `stopped` to `again`: what was left of it then, counted from when it goes on."""
    if unit == "hours":
        before = due.before + (again - stopped)
        return Due(calendar.local(before).date(), before, due.sure)
    first, last = calendar.local(stopped).date(), calendar.local(again).date()
    if unit == "working_days":
        left = sum(calendar.works(first + timedelta(ahead)) for ahead in range(1, (due.on - first).days + 1))
        return _on(_working(last, left, calendar) if left else calendar.next_working(last), calendar)
    return _on(calendar.next_working(due.on + (last - first)), calendar)


def longer(due: Due, limit: Limit, calendar: Calendar) -> Due:
    """Put off by so much, counted from its own last day."""
    if limit.unit == "hours":
        before = due.before + timedelta(hours=limit.length)
        return Due(calendar.local(before).date(), before, due.sure)
    return end(limit, due.before - timedelta(seconds=1), calendar)
