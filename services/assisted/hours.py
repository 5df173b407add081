"""When the people at the desk are there, and which half hour has room for one more call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

from services.assisted.models import Waiting
from services.catalogue import calendars
from services.journeys.deadlines import Calendar

SLOT = timedelta(minutes=30)
AHEAD = 400  # slots that are looked at: more than a week of full ones


class NobodyEver(LookupError):
    """The desk has no hour with room, as far as anybody looks."""


@dataclass(frozen=True, slots=True)
class Desk:
    """On these days of the week (Monday is 0), from then until then, so many calls back in half an hour."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    capacity: int


def desk() -> Desk:
    """As it is set: PHONE_DESK."""
    said = settings.PHONE_DESK
    return _desk(tuple(said["weekdays"]), said["from"], said["until"], said["capacity"])


@cache
def _desk(weekdays: tuple[int, ...], opens: str, closes: str, capacity: int) -> Desk:
    return Desk(frozenset(weekdays), time.fromisoformat(opens), time.fromisoformat(closes), capacity)


def open_at(when: datetime) -> bool:
    """Whether somebody is there at this moment."""
    local = when.astimezone(zone())
    return _works(local.date()) and desk().opens <= local.time() < desk().closes


def next_opening(after: datetime) -> datetime:
    """From when somebody is there: at once, where they are."""
    if open_at(after):
        return after
    local = after.astimezone(zone())
    day = local.date() if local.time() < desk().opens else local.date() + timedelta(1)
    for ahead in range(AHEAD):
        if _works(day + timedelta(ahead)):
            return datetime.combine(day + timedelta(ahead), desk().opens, zone())
    raise NobodyEver


def promise(after: datetime) -> tuple[datetime, datetime]:
    """The next whole half hour of the desk with room for one more; raises NobodyEver."""
    begins = next_opening(after + SLOT)
    begins = begins.replace(minute=begins.minute // 30 * 30, second=0, microsecond=0)
    for _ in range(AHEAD):
        begins = next_opening(begins)
        if _fits(begins):
            return begins, begins + SLOT
        begins += SLOT
    raise NobodyEver


def open_for(after: datetime, lasting: timedelta) -> datetime:
    """The moment by which the desk was open for so long; raises NobodyEver."""
    begins, left = next_opening(after), lasting
    for _ in range(AHEAD):
        closes = datetime.combine(begins.astimezone(zone()).date(), desk().closes, zone())
        if begins + left <= closes:
            return begins + left
        left -= closes - begins
        begins = next_opening(closes)
    raise NobodyEver


def zone() -> ZoneInfo:
    return ZoneInfo(settings.AUTHORITY_TIME_ZONE)


def _fits(begins: datetime) -> bool:
    """Whether it ends before they leave, and not everybody was promised it."""
    ends = (begins + SLOT).astimezone(zone())
    in_time = ends.date() == begins.astimezone(zone()).date() and ends.time() <= desk().closes
    return in_time and Waiting.objects.filter(promised_from=begins, ended_at=None).count() < desk().capacity


def _works(day: date) -> bool:
    """By weekday, unless it is a holiday."""
    return day.weekday() in desk().weekdays and day not in _calendar().closed


def _calendar() -> Calendar:
    """Of the authority; seeded where no service has counted by it yet."""
    try:
        return calendars.calendar(settings.AUTHORITY_CALENDAR)
    except calendars.NoSuchCalendar:
        calendars.ensure(settings.AUTHORITY_CALENDAR)
        return calendars.calendar(settings.AUTHORITY_CALENDAR)
