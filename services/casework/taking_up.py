"""What a person makes of an offer: takes it up, refuses it, or lets it pass."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, prefilling, references, touches
from services.casework.applications import opened as opening
from services.casework.applications import proofs, reviewing, submitting
from services.casework.applications.starting import start
from services.casework.applications.turn import Started
from services.casework.errors import NotNow, NotYours
from services.casework.models import Offer
from services.casework.offering import State, settle
from services.catalogue import queries

LAW = "law"


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
        settle(made, State.REFUSED, by=keyed_by, touch=str(touch))


def lapse(offer_id: UUID) -> None:
    """Nobody answered a proposal in time; what the law says then is done by whoever claims the limit."""
    made = _open(offer_id)
    if made.state != State.OFFERED:
        return
    law = queries.journey_of(queries.live_version(queries.service(made.service))).law
    if law.proposal and law.proposal.silence == "accepted":
        _accepted_by_law(made)
    else:
        settle(made, State.LAPSED, by="clock")


def _accepted_by_law(made: Offer) -> None:
    """Who says nothing to a proposal has accepted it, where a law says so: it is sent as it was proposed."""
    touch = touches.open("law", made.case.language).id
    started = _begun(made, made.case.language, touch, LAW)
    begun = started.application
    proofs.by_law(begun)
    turn = reviewing.review(begun.pk, begun.revision, touch=touch, keyed_by=LAW)
    reviewing.declare(begun.pk, turn.revision, touch=touch, keyed_by=LAW)
    submitting.submit(begun.pk, touch=touch, keyed_by=LAW)


def _begun(made: Offer, language: str, touch: UUID, keyed_by: str) -> Started:
    started = start(made.service, language=language, touch=touch, keyed_by=keyed_by)
    prefilling.fill(started.application, prefilling.known(made.case), made.case.reference, touch=touch)
    proofs.carry(opening.read(made.case.application_id), opening.lock(started.application.pk), actor=keyed_by)
    started.application.refresh_from_db(fields=["revision"])
    settle(made, State.TAKEN_UP, by=keyed_by, touch=str(touch), application=started.application)
    return started


def _open(offer_id: UUID) -> Offer:
    """The offer, locked after its case; raises NotYours."""
    case_id = Offer.objects.filter(pk=offer_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotYours
    case = access.lock(case_id)
    made = Offer.objects.select_for_update(of=("self",), no_key=True).select_related("taken_up").get(pk=offer_id)
    made.case = case
    return made
