"""The next service, offered or proposed: begun with what is known, or left."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from channels_web import queries
from channels_web.case.section import offers_of
from channels_web.views.acting import followed
from channels_web.views.apply import begun
from channels_web.views.public import page_of
from channels_web.views.showing import last_day, plain, spoken
from channels_web.visitor import CITIZEN, Visitor, arriving, remember, visiting, visitor_of
from services.casework import references, taking_up
from services.casework.applications import NotYours
from services.casework.errors import NotNow
from services.casework.models import Offer
from services.record import limits

State = Offer.State


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, application_id: UUID, offer_id: UUID) -> HttpResponse:
    """What it is and what is known already; taken up, or refused."""
    before = visitor_of(request)
    before.holding(application_id)
    made = next((each for each in offers_of(followed(application_id)) if each.pk == offer_id), None)
    if made is None:
        raise NotYours
    if request.method != "POST":
        return _shown(request, application_id, made, before)
    limits.hit("offers", str(application_id), "30/hour")
    if "refuse" in request.POST:
        visitor, touch = visiting(before)
        taking_up.refuse(offer_id, touch=touch, keyed_by=CITIZEN)
        where = redirect(f"{reverse('web:case', args=(application_id,))}?notice=refused")
        return remember(where, visitor, before)
    return _taken_up(made, before)


def _shown(request: HttpRequest, application_id: UUID, made: Offer, before: Visitor) -> HttpResponse:
    """The visit begins here, so that two clicks on the button belong to the same one."""
    if made.state != State.OFFERED:
        return _after(made, before, NotNow(f"offer_{made.state}"))
    page = page_of(made.service)
    limit = queries.proposed_until(made.pk)
    proposal = page.law.proposal
    response = plain(
        request, "offer", id=str(application_id), page=page, offer=made,
        until=last_day(limit.before) if limit else "",
        accepted=bool(limit and proposal and proposal.silence == "accepted"),
    )  # fmt: skip
    visitor, _ = arriving(before)
    return remember(response, visitor, before)


def _taken_up(made: Offer, before: Visitor) -> HttpResponse:
    visitor, touch = visiting(before)
    try:
        started = taking_up.take_up(made.pk, language=spoken(), touch=touch, keyed_by=CITIZEN)
    except NotNow as too_late:
        return _after(made, visitor, too_late)
    return begun(visitor, before, started, spoken())


def _after(made: Offer, visitor: Visitor, too_late: NotNow) -> HttpResponse:
    """On to what was begun of it, for the browser that holds it or that began it in this very visit."""
    taken = queries.taken_up(made.pk)
    if taken is None:
        raise too_late
    if taken.pk in visitor.ids or (visitor.touch and queries.served(visitor.touch, taken.pk)):
        return remember(redirect("web:current", taken.pk), visitor.with_application(taken.pk), visitor)
    raise NotNow("offer_taken_up", reference=references.grouped(taken.reference))
