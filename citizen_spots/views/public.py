"""Where the spots are, when they are open, and what they do there."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citizen_spots import showing
from services.record import limits
from services.spots import queries
from services.spots.models import Spot

NEAR = 10
SEARCHES = "600/hour"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The nearest to a place by its name; without one, all of them by country."""
    text = request.GET.get("q", "")[:100].strip()
    if text:
        limits.hit("search", limits.address_of(request), SEARCHES)
        found = queries.nearest(text, NEAR)
        far = {each.spot.pk: each.kilometres for each in found}
        return _page(request, text, [showing.country([each.spot for each in found], far)] if found else [])
    rows = queries.spots().order_by("calendar", "place", "slug")
    return _page(request, "", [showing.country(list(each)) for _, each in groupby(rows, lambda row: row.calendar)])


@require_safe
def spot(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: the next days, its languages, what it receives."""
    return render(request, "spots/spot.html", showing.page(spot_of(slug)))


def spot_of(slug: str) -> Spot:
    """Raises Http404."""
    try:
        return queries.spot(slug)
    except Spot.DoesNotExist:
        raise Http404 from None


def _page(request: HttpRequest, text: str, countries: list[showing.Country]) -> HttpResponse:
    return render(request, "spots/index.html", {"text": text, "countries": countries})
