"""The page of a case, and what the person was told about it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from channels_web.case import messages as read
from channels_web.case import page as pages
from channels_web.views.showing import plain
from channels_web.visitor import visitor_of
from services.casework.applications import NotYours
from services.notices import queries

NOTICES = {
    "answered": gettext_noop("Thank you. Your answers were sent, and the authority goes on with them."),
    "withdrawn": gettext_noop("Your application is withdrawn. Nobody works on it any more."),
    "objected": gettext_noop("Your objection was received. You see below how far it is."),
    "reached": gettext_noop("Saved. From now on we reach you as you chose."),
    "way": gettext_noop("Saved. You get it the way you chose."),
    "refused": gettext_noop("We noted that you do not want this. You can still apply by yourself at any time."),
}


@require_safe
def page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Where it stands, by when, what is asked, what was decided, what one can do."""
    visitor_of(request).holding(application_id)
    found = pages.read(application_id)
    if found is None:
        return redirect("web:current", application_id=application_id)
    return plain(request, "case", page=found, notice=notice(request))


@require_safe
def messages(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Every message, newest first."""
    visitor_of(request).holding(application_id)
    return plain(request, "messages", messages=read.every(application_id), id=str(application_id))


@require_safe
def message(request: HttpRequest, application_id: UUID, notice_id: UUID) -> HttpResponse:
    """One message in full; opened, it counts as read."""
    visitor_of(request).holding(application_id)
    found = next((each for each in read.every(application_id) if each.id == str(notice_id)), None)
    if found is None:
        raise NotYours
    queries.read(notice_id)
    return plain(request, "message", message=found, id=str(application_id))


def notice(request: HttpRequest) -> str:
    """What the page before has done, in words."""
    said = NOTICES.get(request.GET.get("notice", ""), "")
    return gettext(said) if said else ""
