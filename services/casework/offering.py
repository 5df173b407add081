"""What a result leads to: the next services, offered to the person and never begun without them.

Where all that a service needs is known already it is a proposal: only to accept, to put right, or to refuse.
"""

from __future__ import annotations

from services.casework import prefilling
from services.casework.applications import opened as opening
from services.casework.clocks import limits
from services.casework.models import Application, Case, Decision, Limit, Offer
from services.casework.trace import trace
from services.catalogue import queries
from services.journeys.law import Law, holds
from services.record import clock

GRANTED = ("granted", "granted_in_part")
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
        settle(made, State.LAPSED, by="law")


def settle(made: Offer, state: State, *, by: str, touch: str = "", application: Application | None = None) -> None:
    """What became of an offer, once; within a write."""
    made.state, made.settled_at, made.taken_up = state, clock.now(), application
    made.save(update_fields=["state", "settled_at", "taken_up"])
    limits.meet(Limit.Kind.PROPOSAL, str(made.pk))
    data = {"offer": str(made.pk), "service": made.service}
    trace(made.case, f"offer.{state}", data, actor=by, touch=touch, offer=str(made.pk))


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
