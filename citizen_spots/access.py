"""Who may sit at a counter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from services.office.access import StaffRequest
from services.office.views.answering import NotTheRole, office
from services.spots import accrediting

P = ParamSpec("P")
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def counter(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> Guarded[P]:
    """The decorator of every page of the counter: for who is accredited at a spot today."""

    @wraps(view)
    def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not accrediting.spots_of(request.user):
            raise NotTheRole
        try:
            return view(request, *args, **kwargs)
        except accrediting.NotAccredited:
            raise NotTheRole from None

    return office(guarded)
