"""A number in the line of a spot: drawn at the door or from afar, looked at again, given back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from citizen_spots import showing
from citizen_spots.views.public import spot_of
from services.casework.errors import TooMany
from services.look.languages import language
from services.record import limits
from services.spots import tickets
from services.spots.models import Spot, Ticket
from services.spots.telling import not_yet


@require_POST
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """The next number; why there is none is said on the page of the spot."""
    row = spot_of(slug)
    reason, who = request.POST.get("reason", ""), limits.address_of(request)
    try:
        made = tickets.draw(row, language(), reason=reason, door="web", drawn_by=who)
    except tickets.Closed:
        return refused(request, row, gettext("Nobody is helped there any more today. Look when it opens next."), 409)
    except limits.TooMany as reached:
        return refused(request, row, TooMany(reached.again_at).sentence(language()), 429)
    return redirect("spots:ticket", slug, made.pk)


@require_safe
def ticket(request: HttpRequest, slug: str, ticket_id: UUID) -> HttpResponse:
    """Where it is in the line; at which counter it is called."""
    row = Ticket.objects.select_related("day__spot", "counter").filter(pk=ticket_id, day__spot__slug=slug).first()
    if row is None:
        raise Http404
    waits = row.called_at is None and row.ended_at is None
    context = {
        "ticket": row, "spot": row.day.spot, "place": tickets.place(row) if waits else None,
        "not_yet": not_yet(row.day.spot, language()),
    }  # fmt: skip
    return render(request, "spots/ticket.html", context)


@require_POST
def give_back(request: HttpRequest, slug: str, ticket_id: UUID) -> HttpResponse:
    tickets.give_back(ticket_id)
    return redirect("spots:ticket", slug, ticket_id)


def refused(request: HttpRequest, row: Spot, sentence: str, status: int) -> HttpResponse:
    return render(request, "spots/spot.html", showing.page(row) | {"refused": sentence}, status=status)
