"""What every page of the office does alike: others' cases are closed, and a door that says no says it here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from services.casework.errors import DoorError, NotAllowed
from services.look.languages import language
from services.office.access import StaffRequest, staff
from services.record.limits import TooMany

P = ParamSpec("P")
SAID = {
    400: (gettext_noop("We could not read this"), gettext_noop("Go back and enter it again.")),
    403: (
        gettext_noop("This is not for you to do"),
        gettext_noop("Ask who leads your team, if you think it should be."),
    ),
    404: (
        gettext_noop("There is nothing here for you"),
        gettext_noop("It may belong to another body, or the address is wrong. Look for it in the queue."),
    ),
    405: (gettext_noop("This page cannot be opened like that"), gettext_noop("Go back to the queue and start there.")),
    409: (gettext_noop("This cannot be done now"), ""),
    429: (gettext_noop("That was very often in a short time"), gettext_noop("Wait a few minutes and try again.")),
}


class NotTheRole(Exception):
    """What one may see, but not do."""


def office(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The decorator of every page here: for staff alone, and what is refused is a page of the office."""

    @wraps(view)
    def answered(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _unreadable(request):
            return told(request, 400)
        try:
            return view(request, *args, **kwargs)
        except (NotAllowed, Http404):
            return told(request, 404)
        except NotTheRole:
            return told(request, 403)
        except TooMany:
            return told(request, 429)
        except DoorError as refused:
            return told(request, 409, refused.sentence(language()))

    return staff(answered)


def _unreadable(request: HttpRequest) -> bool:
    """No key writes a NUL, and the database keeps none."""
    return any("\0" in value for said in (request.GET, request.POST) for _, listed in said.lists() for value in listed)


def told(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """A page that says what does not go, and what to do."""
    heading, remedy = SAID[status]
    said = {"heading": gettext(heading), "remedy": sentence or gettext(remedy), "problems": ()}
    return render(request, "office/told.html", said, status=status)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return told(request, 404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return told(request, 403)
