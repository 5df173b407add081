"""A map without tiles: the outline of a country, and the spots on it. Nobody else learns who looks for help where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from django.conf import settings

from services.spots.models import Spot

COUNTRIES = {
    "VN": ("704", 16.0), "PT": ("620", 39.5), "GB-ENG": ("826", 53.0), "ES": ("724", 40.0), "NO": ("578", 64.0),
}  # fmt: skip
"""The country of a calendar: its number in ISO 3166, under which its outline lies, and the latitude of its middle."""
UNITS = 100  # of a degree of latitude
MARGIN = 60.0  # units around the spots
DOT = 90  # of the longer side, a dot has one


@dataclass(frozen=True, slots=True)
class Dot:
    slug: str
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """An outline as the path of an SVG, what of it is seen, and the dots with their radius."""

    box: str
    outline: str
    dots: tuple[Dot, ...]
    radius: float


def drawn(calendar: str, spots: Sequence[Spot]) -> Map | None:
    """Those that lie there; None of a country whose outline is not here."""
    if calendar not in COUNTRIES or not spots:
        return None
    number, middle = COUNTRIES[calendar]
    narrow = cos(radians(middle))  # a degree of longitude is so much shorter there than one of latitude
    dots = tuple(Dot(spot.slug, spot.name, *_at(float(spot.longitude), float(spot.latitude), narrow)) for spot in spots)
    left, right = min(dot.x for dot in dots) - MARGIN, max(dot.x for dot in dots) + MARGIN
    above, below = min(dot.y for dot in dots) - MARGIN, max(dot.y for dot in dots) + MARGIN
    width, height = right - left, below - above
    box, radius = f"{left:.0f} {above:.0f} {width:.0f} {height:.0f}", round(max(width, height) / DOT, 1)
    return Map(box, _outline(number, narrow), dots, radius)


@cache
def _outline(number: str, narrow: float) -> str:
    rings = json.loads((settings.BASE_DIR / "build" / "outlines" / f"{number}.json").read_text())
    return "".join(_path(_at(longitude, latitude, narrow) for longitude, latitude in ring) for ring in rings)


def _path(points: Iterable[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _at(longitude: float, latitude: float, narrow: float) -> tuple[int, int]:
    return round(longitude * narrow * UNITS), round(-latitude * UNITS)
