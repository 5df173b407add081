"""Moments and days as staff read them: in the authority's zone, and how far away something is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from services.casework.models.cases import NEVER
from services.journeys.language import language as spoken
from services.look.languages import language
from services.record import clock

SOON = 3  # days


@dataclass(frozen=True, slots=True)
class Tag:
    """A word, and the colour of the design system that goes with it; never the colour alone."""

    words: str
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is to be done: how far away, and on which day; `day` is "" where there is no deadline."""

    tag: Tag
    day: str = ""


def zone() -> ZoneInfo:
    return ZoneInfo(settings.AUTHORITY_TIME_ZONE)


def moment(at: datetime) -> str:
    """A day and a time of day."""
    local, said = at.astimezone(zone()), spoken(language())
    return f"{said.date(local.date())}, {said.time(local.time())}"


def day(of: date) -> str:
    return spoken(language()).date(of)


def day_of(at: datetime) -> str:
    """The day on which this moment lies."""
    return day(at.astimezone(zone()).date())


def last_day(before: datetime) -> date:
    """The last day on which it is not too late."""
    return (before - timedelta(seconds=1)).astimezone(zone()).date()


def due(before: datetime) -> Due:
    """How far away the first moment is that is too late."""
    if before >= NEVER:
        return Due(Tag(gettext("No deadline")))
    last = last_day(before)
    left = (last - clock.now().astimezone(zone()).date()).days
    return Due(Tag(_in_words(left), _colour(left)), day(last))


def _in_words(left: int) -> str:
    said = {0: gettext("Due today"), 1: gettext("Due tomorrow"), -1: gettext("1 day late")}
    if left in said:
        return said[left]
    if left < 0:
        return gettext("%(days)s days late") % {"days": -left}
    return gettext("Due in %(days)s days") % {"days": left}


def _colour(left: int) -> str:
    if left < 0:
        return "red"
    return "orange" if left <= SOON else "green"
