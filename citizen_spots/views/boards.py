"""The board of a spot: who is called to which counter, for a screen on its wall; numbers and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from citizen_spots.views.public import spot_of
from services.look.languages import language
from services.record import live
from services.spots import hours, tickets
from services.spots.models import Day
from services.spots.telling import not_yet


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole page, or its moving part, unless that is what the page has already."""
    row = spot_of(slug)
    day = Day.objects.filter(spot=row, day=hours.today(row)).first()
    revision = day.revision if day else 0
    etag = live.etag(tickets.topic(row.pk), revision)
    part = request.headers.get("HX-Request") == "true"
    same = get_conditional_response(request, etag=etag) if part else None
    if same is not None:
        return same
    context = {
        "spot": row, "called": tickets.called(row), "wait": tickets.wait_now(row), "revision": revision, "etag": etag,
        "not_yet": not_yet(row, language()),
        "live": live.address(tickets.topic(row.pk)),
    }  # fmt: skip
    response = render(request, "spots/called.html" if part else "spots/board.html", context)
    response["ETag"] = etag
    return response
