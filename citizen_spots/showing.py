"""A spot as a page shows it: in words of the language in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from citizen_spots import maps
from services.catalogue import queries as catalogue
from services.look.languages import language
from services.look.shown import day
from services.spots import hours, queries, tickets
from services.spots.models import Spot
from services.spots.telling import opening

DAYS = 7
COUNTRIES = {
    "VN": gettext_noop("Vietnam"),
    "PT": gettext_noop("Portugal"),
    "GB-ENG": gettext_noop("England"),
    "ES": gettext_noop("Spain"),
    "NO": gettext_noop("Norway"),
}
KINDS = {
    "town_hall": gettext_noop("Town hall"),
    "parish": gettext_noop("Parish"),
    "post_office": gettext_noop("Post office"),
    "care_home": gettext_noop("Care home"),
    "mobile": gettext_noop("Comes by"),
}
ACCESS = {
    "step_free": gettext_noop("Step-free access"),
    "hearing_loop": gettext_noop("Hearing loop"),
    "toilet": gettext_noop("Accessible toilet"),
    "parking": gettext_noop("Accessible parking"),
    "sign_language": gettext_noop("Sign language"),
    "quiet_room": gettext_noop("Quiet room"),
}


REASONS = {
    "": gettext_noop("No"),
    "disabled": gettext_noop("A disability"),
    "old": gettext_noop("Old age"),
    "pregnant": gettext_noop("A pregnancy"),
    "child": gettext_noop("A small child with me"),
}
WAITING, LISTED = 50, 60
"""How many of those who wait, and how many spots of a country before one is asked for a place."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and when it is open; nothing is closed."""

    name: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One spot; `far` is how far it is, "" in the very place that was named."""

    slug: str
    name: str
    kind: str
    host: str
    address: str
    phone: str
    opening: str
    languages: tuple[str, ...]
    far: str = ""
    access: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """Those of one country, on a map and in a list."""

    name: str
    map: maps.Map | None
    places: tuple[Place, ...]
    count: int


def reasons() -> dict[str, str]:
    """Why the law lets somebody go first."""
    return {value: gettext(words) for value, words in REASONS.items()}


def page(spot: Spot) -> dict[str, Any]:
    """What the page of a spot shows."""
    return {
        "spot": place(spot),
        "services": catalogue.listed(queries.offers(spot), language()),
        "map": maps.drawn(spot.calendar, [spot]),
        "wait": tickets.wait_now(spot) if tickets.draws(spot) else None,
        "reasons": reasons(),
    }


def country(spots: Sequence[Spot], far: Mapping[int, float | None] | None = None) -> Country:
    """Too many are on the map alone, and counted."""
    listed = spots if len(spots) <= LISTED else ()
    places = tuple(_listed(spot, (far or {}).get(spot.pk)) for spot in listed)
    calendar = spots[0].calendar
    here = [spot for spot in spots if spot.calendar == calendar]
    return Country(gettext(COUNTRIES.get(calendar, calendar)), maps.drawn(calendar, here), places, len(spots))


def place(spot: Spot) -> Place:
    """All of it."""
    access = tuple(gettext(ACCESS[each]) for each in spot.accessibility)
    return replace(_listed(spot, None), access=access, days=tuple(_days(spot)))


def _listed(spot: Spot, kilometres: float | None) -> Place:
    names = dict(settings.LANGUAGES)
    return Place(
        slug=spot.slug,
        name=spot.name,
        kind=gettext(KINDS[spot.kind]),
        host=spot.host,
        address=", ".join(filter(None, [spot.address, spot.postcode, spot.place])),
        phone=spot.phone,
        opening=opening(spot, language()),
        languages=tuple(names.get(code, code) for code in spot.languages),
        far="" if kilometres is None else gettext("about %s km away") % max(round(kilometres), 1),
    )


def _days(spot: Spot) -> Iterator[Day]:
    """The next days as they will be, holidays and days unlike the others too."""
    today = hours.today(spot)
    for ahead in range(DAYS):
        of = today + timedelta(ahead)
        spans = tuple(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in hours.spans(spot, of))
        yield Day(f"{_weekday(of.weekday())}, {day(of)}", spans)


def _weekday(number: int) -> str:
    return (
        gettext("Monday"), gettext("Tuesday"), gettext("Wednesday"), gettext("Thursday"), gettext("Friday"),
        gettext("Saturday"), gettext("Sunday"),
    )[number]  # fmt: skip
