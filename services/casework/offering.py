"""What a result leads to: the next services, offered to the person and never begun without them.

Where all that a service needs is known already it is a proposal: only to accept, to put right, or to refuse.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, prefilling, references, touches
from services.casework.applications import opened as opening
from services.casework.applications import reviewing, submitting
from services.casework.applications.starting import start
from services.casework.applications.turn import Started
from services.casework.clocks import limits
from services.casework.errors import NotNow, NotYours
from services.casework.models import Application, Case, Decision, Limit, Offer
from services.casework.trace import trace
from services.catalogue import queries
from services.journeys.law import Law, holds
from services.record import clock

GRANTED = ("granted", "granted_in_part")
LAW = "law"
State = Offer.State


def offer(case: Case, decision: Decision) -> None:
    """Offer what the law says this result leads to, each once; within the decision."""
    if decision.result not in GRANTED:
        return
    opened = opening.read(case.application_id)
    law = opened.journey.law
    leads_to = [each.name for each in law.triggers if holds(each.when, opened.interview.reading.answers)]
    live = {listed.slug for listed in queries.listed(leads_to, case.language)}
    for service in leads_to:
        if service in live:
            _offered(case, service)


def take_back(case: Case) -> None:
    """What it was offered for no longer stands; what was taken up already goes its own way. Within a write."""
    for made in Offer.objects.filter(case=case, state=State.OFFERED):
        made.case = case
        _settle(made, State.LAPSED, by="law")


@transaction.atomic
def take_up(offer_id: UUID, *, language: str, touch: UUID, keyed_by: str) -> Started:
    """Begin it, with what is known filled in for the person to check; once. Raises NotNow, NotYours, Stopped."""
    made = _open(offer_id)
    if made.taken_up_id is not None:
        raise NotNow("offer_taken_up", reference=references.grouped(made.taken_up.reference) if made.taken_up else "")
    if made.state != State.OFFERED:
        raise NotNow(f"offer_{made.state}")
    return _begun(made, language, touch, keyed_by)


@transaction.atomic
def refuse(offer_id: UUID, *, touch: UUID, keyed_by: str) -> None:
    """The person does not want it; a second time changes nothing. They can still apply by themselves at any time."""
    made = _open(offer_id)
    if made.state == State.OFFERED:
        _settle(made, State.REFUSED, by=keyed_by, touch=str(touch))


def lapse(offer_id: UUID) -> None:
    """Nobody answered a proposal in time; what the law says then is done by whoever claims the limit."""
    made = _open(offer_id)
    if made.state != State.OFFERED:
        return
    law = queries.journey_of(queries.live_version(queries.service(made.service))).law
    if law.proposal and law.proposal.silence == "accepted":
        _accepted_by_law(made)
    else:
        _settle(made, State.LAPSED, by="clock")


def _accepted_by_law(made: Offer) -> None:
    """Who says nothing to a proposal has accepted it, where a law says so: it is sent as it was proposed."""
    touch = touches.open("law", made.case.language).id
    started = _begun(made, made.case.language, touch, LAW)
    begun = started.application
    turn = reviewing.review(begun.pk, begun.revision, touch=touch, keyed_by=LAW)
    reviewing.declare(begun.pk, turn.revision, touch=touch, keyed_by=LAW)
    submitting.submit(begun.pk, touch=touch, keyed_by=LAW)


def _begun(made: Offer, language: str, touch: UUID, keyed_by: str) -> Started:
    started = start(made.service, language=language, touch=touch, keyed_by=keyed_by)
    prefilling.fill(started.application, prefilling.known(made.case), made.case.reference, touch=touch)
    started.application.refresh_from_db(fields=["revision"])
    _settle(made, State.TAKEN_UP, by=keyed_by, touch=str(touch), application=started.application)
    return started


def _offered(case: Case, service: str) -> None:
    law = queries.journey_of(queries.live_version(queries.service(service))).law
    complete = law.begins == "proposal" and prefilling.is_enough(service, case)
    made, fresh = Offer.objects.get_or_create(
        case=case, service=service, defaults={"offered_at": clock.now(), "proposed": complete}
    )
    if not fresh:
        return
    if complete:
        _begin_limit(made, law)
    data = {"offer": str(made.pk), "service": service, "proposed": complete}
    trace(case, "service.offered", data, actor="law", offer=str(made.pk))


def _begin_limit(made: Offer, law: Law) -> None:
    if law.proposal and law.proposal.limit:
        case = made.case
        limits.begin(
            Limit.Kind.PROPOSAL, str(made.pk), law.proposal.limit, law.calendar,
            application=case.application, case=case,
        )  # fmt: skip


def _open(offer_id: UUID) -> Offer:
    """The offer, locked after its case; raises NotYours."""
    case_id = Offer.objects.filter(pk=offer_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotYours
    case = access.lock(case_id)
    made = Offer.objects.select_for_update(of=("self",), no_key=True).select_related("taken_up").get(pk=offer_id)
    made.case = case
    return made


def _settle(made: Offer, state: State, *, by: str, touch: str = "", application: Application | None = None) -> None:
    made.state, made.settled_at, made.taken_up = state, clock.now(), application
    made.save(update_fields=["state", "settled_at", "taken_up"])
    limits.meet(Limit.Kind.PROPOSAL, str(made.pk))
    data = {"offer": str(made.pk), "service": made.service}
    trace(made.case, f"offer.{state}", data, actor=by, touch=touch, offer=str(made.pk))
