"""Who may sit at the desk, and whose visit is whose."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from services.assisted import sessions
from services.assisted.models import Session
from services.office.access import StaffRequest
from services.office.views.answering import NotTheRole, office
from services.people import staffing

P = ParamSpec("P")
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def desk(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> Guarded[P]:
    """The decorator of every page here: for operators alone."""

    @wraps(view)
    def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not staffing.operating(request.user).exists():
            raise NotTheRole
        return view(request, *args, **kwargs)

    return office(guarded)


def visiting(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Of a visit that is theirs, in place of its id; one that is over leads back to who waits."""

    @wraps(view)
    def guarded(request: StaffRequest, session_id: UUID, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, sessions.current(session_id, request.user), **kwargs)
        except sessions.NotTheirs:
            raise Http404 from None
        except sessions.NotAgreed:
            return redirect("phone:desk:visit", session_id)
        except sessions.Over:
            return redirect(f"{reverse('phone:desk:home')}?over=1")

    return desk(guarded)


def to_visit(session: Session) -> HttpResponse:
    return redirect("phone:desk:visit", session.pk)
