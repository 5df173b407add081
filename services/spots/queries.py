"""The spots there are, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q, QuerySet

from services.journeys.types.characters import fold
from services.record import clock
from services.spots import hours
from services.spots.models import Agreement, Spot

EARTH = 6371.0  # kilometres


@dataclass(frozen=True, slots=True)
class Near:
    """A spot, and how far it is as the crow flies; None where it lies in the very place that was named."""

    spot: Spot
    kilometres: float | None


def spots() -> QuerySet[Spot]:
    """Those that are open for people at all."""
    today = clock.now().date()
    return Spot.objects.filter(Q(closed_on=None) | Q(closed_on__gt=today)).prefetch_related("hours", "special_days")


def spot(slug: str) -> Spot:
    """Raises Spot.DoesNotExist."""
    return spots().get(slug=slug)


def offers(spot: Spot) -> tuple[str, ...]:
    """The slugs of the services it receives today."""
    today = hours.today(spot)
    agreed = Agreement.objects.filter(Q(until=None) | Q(until__gt=today), spot=spot, since__lte=today)
    return tuple(agreed.order_by("service").values_list("service", flat=True).distinct())


def nearest(words: str, limit: int = 3) -> list[Near]:
    """By the name of a place, a postcode or a spot, with or without accents; nothing where no spot is called so."""
    sought = _bare(words)
    if len(sought) < 2:
        return []
    known = list(spots().order_by("slug"))
    named = _called(sought, known)
    if not named:
        return []
    centre = _centre(named)
    others = sorted((_apart(centre, spot), spot.slug, spot) for spot in known if spot not in named)
    here = [Near(spot, None) for spot in sorted(named, key=lambda spot: (_apart(centre, spot), spot.slug))]
    return (here + [Near(spot, far) for far, _, spot in others])[:limit]


def _called(sought: str, known: list[Spot]) -> list[Spot]:
    """Those of this very name before those that have it in theirs."""
    exactly = [spot for spot in known if sought in _names(spot)]
    return exactly or [spot for spot in known if any(sought in each or each in sought for each in _names(spot))]


def _names(spot: Spot) -> tuple[str, ...]:
    return tuple(filter(None, (_bare(spot.place), _bare(spot.name), _bare(spot.postcode))))


def _bare(text: str) -> str:
    return " ".join(fold(text).split())


def _centre(named: list[Spot]) -> tuple[float, float]:
    many = len(named)
    return sum(float(each.latitude) for each in named) / many, sum(float(each.longitude) for each in named) / many


def _apart(centre: tuple[float, float], spot: Spot) -> float:
    """Kilometres over a great circle (the haversine formula)."""
    one, two = radians(centre[0]), radians(float(spot.latitude))
    east = radians(float(spot.longitude) - centre[1])
    half = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(half, 1.0)))
