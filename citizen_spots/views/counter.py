"""The clerk's day: a counter to sit at, the next number, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from citizen_spots import showing
from citizen_spots.access import counter
from services.look.languages import language
from services.office.access import StaffRequest
from services.spots import accrediting, tickets
from services.spots.models import Counter


@require_safe
@counter
def home(request: StaffRequest) -> HttpResponse:
    """Where they may sit; or, once they sit, who is with them and who waits."""
    if accrediting.seat_of(request.user) is None:
        spots = accrediting.spots_of(request.user)
        free = Counter.objects.filter(spot__in=spots).select_related("spot", "clerk").order_by("spot__name", "number")
        return _page(request, "seats", counters=list(free))
    seat, _ = accrediting.seated(request.user)
    waiting = list(tickets.waiting(seat.spot)[: showing.WAITING])
    return _page(
        request, "counter", seat=seat, with_them=tickets.current(seat), waiting=waiting,
        reasons=showing.reasons(), wait=tickets.wait_now(seat.spot),
    )  # fmt: skip


@require_POST
@counter
def sit(request: StaffRequest, counter_id: int) -> HttpResponse:
    row = Counter.objects.select_related("spot").filter(pk=counter_id).first()
    if row is None:
        raise Http404
    try:
        accrediting.sit_down(request.user, row)
    except accrediting.Taken:
        return _told("taken")
    return redirect("counter:home")


@require_POST
@counter
def leave(request: StaffRequest) -> HttpResponse:
    accrediting.get_up(request.user)
    return redirect("counter:home")


@require_POST
@counter
def call_next(request: StaffRequest) -> HttpResponse:
    """Pressed twice it is the same number."""
    return redirect("counter:home") if tickets.call_next(request.user) else _told("nobody")


@require_POST
@counter
def served(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    return redirect("counter:home") if tickets.served(ticket_id, request.user) else _told("gone")


@require_POST
@counter
def away(request: StaffRequest, ticket_id: UUID) -> HttpResponse:
    """They did not come to the counter."""
    return redirect("counter:home") if tickets.not_there(ticket_id, request.user) else _told("gone")


@require_POST
@counter
def draw(request: StaffRequest) -> HttpResponse:
    """For somebody at the door, who has no telephone and asks."""
    seat, _ = accrediting.seated(request.user)
    reason, by = request.POST.get("reason", ""), f"clerk {request.user.pk}"
    try:
        made = tickets.draw(seat.spot, language(), reason=reason, door="counter", drawn_by=by)
    except tickets.Closed:
        return _told("closed")
    return redirect(f"{reverse('counter:home')}?drawn={made.number}")


def _told(what: str) -> HttpResponse:
    return redirect(f"{reverse('counter:home')}?{what}=1")


def _page(request: StaffRequest, template: str, **context: object) -> HttpResponse:
    context["notice"] = _notice(request)
    return render(request, f"spots/{template}.html", {"problems": (), **context})


def _notice(request: StaffRequest) -> str:
    said = {
        "taken": gettext("Somebody else sits there. Choose another counter."),
        "nobody": gettext("Nobody waits whose language you speak."),
        "gone": gettext("That number is not with you any more."),
        "closed": gettext("It closes now: no number is drawn any more today."),
    }
    if request.GET.get("drawn", "").isdecimal():
        return gettext("Number %s was drawn.") % request.GET["drawn"][:6]
    return next((words for name, words in said.items() if name in request.GET), "")
