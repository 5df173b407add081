"""Calendars: seeded from the `holidays` package, corrected by staff, counted with by version."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F

from services.catalogue.models import Calendar, CalendarDay
from services.journeys import deadlines
from services.record import clock, ledger

ZONES = {
    "VN": "Asia/Ho_Chi_Minh",
    "PT": "Europe/Lisbon",
    "GB-ENG": "Europe/London",
    "ES": "Europe/Madrid",
    "NO": "Europe/Oslo",
}
"""The calendars there are, each with the zone its days and hours are counted in."""
SATURDAY_SUNDAY = [5, 6]
SEED = "holidays"
YEARS_AHEAD = 2


class NoSuchCalendar(LookupError):
    """A calendar that nobody seeded, or that the platform does not know."""


def code_of(rules_calendar: str) -> str:
    """The calendar a service names, or the one of this installation."""
    return rules_calendar or settings.AUTHORITY_CALENDAR


def zone_of(rules_calendar: str) -> ZoneInfo:
    """The zone in which days are counted for a service."""
    return ZoneInfo(ZONES.get(code_of(rules_calendar), settings.AUTHORITY_TIME_ZONE))


def today(rules_calendar: str) -> date:
    return clock.now().astimezone(zone_of(rules_calendar)).date()


@transaction.atomic
def seed(code: str, *, until: int | None = None) -> Calendar:
    """The calendar with its holidays up to the end of this year (by default the one after next).

    Days that were corrected stay as they are; nothing changes where all are entered already.
    """
    last = until or clock.today(ZONES[code]).year + YEARS_AHEAD
    end = date(last, 12, 31)
    calendar, _ = Calendar.objects.get_or_create(
        code=code, defaults={"zone": ZONES[code], "weekend": SATURDAY_SUNDAY, "known_until": date(2019, 12, 31)}
    )
    calendar = Calendar.objects.select_for_update().get(pk=calendar.pk)
    if calendar.known_until >= end:
        return calendar
    found = _holidays(code, calendar.known_until.year + 1, last)
    CalendarDay.objects.bulk_create(
        [CalendarDay(calendar=calendar, day=day, name=name[:200], entered_by=SEED) for day, name in found],
        ignore_conflicts=True,
    )
    calendar.known_until = end
    calendar.version += 1
    calendar.save(update_fields=["known_until", "version"])
    return calendar


@cache
def _holidays(code: str, first: int, last: int) -> tuple[tuple[date, str], ...]:
    """What the package knows of these years."""
    import holidays  # half a second, for what is done once a year

    country, _, part = code.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=range(first, last + 1))
    return tuple(found.items())


def ensure(rules_calendar: str) -> None:
    """The calendar a service counts by, seeded where it is not there yet; raises NoSuchCalendar."""
    code = code_of(rules_calendar)
    if code not in ZONES:
        raise NoSuchCalendar(code)
    if not Calendar.objects.filter(code=code).exists():
        seed(code)


@transaction.atomic
def correct(code: str, day: date, *, works: bool, name: str, by: str) -> None:
    """Enter a day that is not as its weekday or the seed says; deadlines counted before keep what they were told."""
    calendar = Calendar.objects.select_for_update().get(code=code)
    CalendarDay.objects.update_or_create(
        calendar=calendar, day=day, defaults={"works": works, "name": name, "entered_by": by}
    )
    Calendar.objects.filter(pk=calendar.pk).update(version=F("version") + 1)
    data = {"day": day.isoformat(), "works": works, "name": name}
    ledger.append(f"calendar:{code}", "calendar.corrected", data, actor=by)


def calendar(rules_calendar: str) -> deadlines.Calendar:
    """The calendar as it stands, to count with; raises NoSuchCalendar."""
    row = Calendar.objects.filter(code=code_of(rules_calendar)).first()
    if row is None:
        raise NoSuchCalendar(code_of(rules_calendar))
    return _read(row.pk, row.version)


@lru_cache(maxsize=64)
def _read(pk: int, version: int) -> deadlines.Calendar:
    row = Calendar.objects.get(pk=pk)
    days = CalendarDay.objects.filter(calendar=row).values_list("day", "works")
    return deadlines.Calendar(
        code=row.code,
        zone=row.zone,
        weekend=frozenset(row.weekend),
        closed=frozenset(day for day, works in days if not works),
        open=frozenset(day for day, works in days if works),
        version=version,
        known_until=row.known_until,
    )
