"""Figures of one's own organisations."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.casework import figures
from services.office.access import StaffRequest
from services.office.figures import drawn
from services.office.overview import overview
from services.office.views.answering import NotTheRole, office
from services.people import staffing


@require_safe
@office
def show(request: StaffRequest) -> HttpResponse:
    held = staffing.standing(request.user)
    if not held.organisations:
        raise NotTheRole
    types = overview(held).types
    chosen = request.GET.get("type", "")
    wanted = chosen if chosen in types else ""
    context = {"charts": drawn(figures.of(held, case_type=wanted)), "types": types, "chosen": wanted, "problems": ()}
    return render(request, "office/figures.html", context)
