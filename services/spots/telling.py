"""A spot in a few sentences, as a message or a voice has room for."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext

from services.journeys.language import language
from services.record import clock
from services.spots import hours
from services.spots.models import Spot
from services.spots.queries import Near


def told(near: Near, code: str) -> str:
    """Where it is, until when it is open or from when, and its number; in the language in force, which is this one."""
    spot = near.spot
    far = "" if near.kilometres is None else gettext("about %s km away") % max(round(near.kilometres), 1)
    where = ", ".join(filter(None, [spot.name, spot.address, spot.place, far]))
    return ". ".join(filter(None, [where, opening(spot, code), spot.phone])) + "."


def not_yet(spot: Spot, code: str) -> str:
    """From when people are helped there; "" while they are: a wait counts from then."""
    return "" if hours.is_open(spot, clock.now()) else opening(spot, code)


def opening(spot: Spot, code: str) -> str:
    """Until when it is open, or from when."""
    now = clock.now()
    span = hours.next_span(spot, now)
    if span is None:
        return gettext("Closed for the time being")
    if span.opens <= now:
        return gettext("Open today until %s") % f"{span.closes:%H:%M}"
    today, opens = now.astimezone(hours.zone(spot)).date(), f"{span.opens:%H:%M}"
    if span.opens.date() == today:
        return gettext("Opens today at %s") % opens
    if span.opens.date() == today + timedelta(1):
        return gettext("Opens tomorrow at %s") % opens
    said = gettext("Opens on %(day)s at %(time)s")
    return said % {"day": language(code).date(span.opens.date()), "time": opens}
