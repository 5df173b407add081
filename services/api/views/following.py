"""The case of an application, and what the person does in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from services.api import visits
from services.api.authentication import system_of
from services.api.operation import Door, operation
from services.api.problems import Told
from services.api.serializers import following as shapes
from services.api.serializers.applications import Begun
from services.api.showing import turns
from services.api.showing.following import following
from services.api.views.applications import READ, WRITE, reading, visit
from services.casework import applications, cases, taking_up
from services.casework.applications import NotYours, Started
from services.casework.models import Case as Model
from services.casework.models import Offer


class Case(Door):
    @operation("follow_case", READ, gives=shapes.Following)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Where it stands, by when, what is asked, what was decided, what the person can do."""
        return following(application_id, reading(request, application_id))


class Withdraw(Door):
    @operation("withdraw_case", WRITE, gives=shapes.Following)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person does not want it any more."""
        cases.withdraw(application_id, **person(request, application_id))
        return following(application_id, reading(request, application_id))


class Correct(Door):
    @operation("correct_answers", WRITE, takes=shapes.Correct, gives=shapes.Provided)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person wants to put these answers right. One such wish that is open is gone on with."""
        made = cases.correct(application_id, said["answers"], **person(request, application_id))
        return turns.provided(cases.requested(made.pk, language=reading(request, application_id)))


class Appeal(Door):
    @operation("appeal_decision", WRITE, takes=shapes.Object, gives=shapes.Following)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Object to what was decided."""
        by = person(request, application_id)
        if not Model.objects.filter(pk=said["case"], application=application_id).exists():
            raise NotYours
        cases.appeal(said["case"], said["grounds"], **by)
        return following(application_id, reading(request, application_id))


class TakeUp(Door):
    @operation("take_up_offer", WRITE, takes=shapes.TakeUp, gives=Begun, status=201)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID, offer_id: UUID) -> dict[str, Any]:
        """Begin the service that is offered, with what is known filled in for the person to check."""
        system, language = system_of(request), said["language"]
        _own(request, application_id, offer_id)

        def begin(touch: UUID) -> Started:
            return taking_up.take_up(offer_id, language=language, touch=touch, keyed_by=system.keyed_by)

        started = visits.begun(system, language, begin)
        return turns.begun(started, applications.current(started.application.pk, language=language))


class Refuse(Door):
    @operation("refuse_offer", WRITE, gives=shapes.Following)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID, offer_id: UUID) -> dict[str, Any]:
        """The person does not want what is offered. They can still apply for it at any time."""
        _own(request, application_id, offer_id)
        taking_up.refuse(offer_id, **person(request, application_id))
        return following(application_id, reading(request, application_id))


def person(request: Request, application_id: UUID) -> dict[str, Any]:
    """Through which visit and by whom something is done in a case; a problem before it was sent."""
    by = visit(request, application_id)
    if not applications.current(application_id).submitted_at:
        raise Told(409, "not_sent")
    return {"touch": by["touch"], "keyed_by": by["keyed_by"]}


def _own(request: Request, application_id: UUID, offer_id: UUID) -> None:
    visits.held(system_of(request), application_id)
    if not Offer.objects.filter(pk=offer_id, case__application=application_id).exists():
        raise NotYours
