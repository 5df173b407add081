"""How a person is reached about their case, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from services.api import visits
from services.api.authentication import system_of
from services.api.operation import Door, operation
from services.api.problems import Told
from services.api.serializers import contact as shapes
from services.api.speaking import spoken
from services.api.views.applications import READ, WRITE
from services.api.views.following import person
from services.casework import cases, queries
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.base import AnswerType
from services.journeys.types.phones import Phone
from services.journeys.types.texts import Address, Email
from services.people import contact_plans

KINDS: Mapping[str, AnswerType] = {
    "email": Email(type="email"),
    "sms": Phone(type="phone"),
    "voice": Phone(type="phone"),
    "post": Address(type="address"),
}


class Contact(Door):
    @operation("read_contact", READ, gives=shapes.Reached)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """How the person is reached."""
        visits.held(system_of(request), application_id)
        return _reached(application_id)

    @operation("choose_contact", WRITE, takes=shapes.Reach, gives=shapes.Reached)
    def put(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """How the person is reached from now on."""
        by = person(request, application_id)
        cases.choose_contact(application_id, said["language"], said["ways"], _read(said["addresses"]), **by)
        return _reached(application_id)


def _read(raw: Mapping[str, str]) -> dict[str, str]:
    """Where each way leads, in normal form; a problem that names those that are not right."""
    addresses: dict[str, str] = {}
    errors = []
    spoken_in = language(spoken())
    for way, text in raw.items():
        try:
            addresses[way] = str(KINDS[way].parse(text, spoken_in))
        except Invalid as wrong:
            sentence = spoken_in.say(wrong.problem.code, **wrong.problem.details)
            errors.append({"pointer": f"/addresses/{way}", "code": wrong.problem.code, "detail": sentence})
    if errors:
        raise Told(422, "invalid", errors=errors)
    return addresses


def _reached(application_id: UUID) -> dict[str, Any]:
    plan = queries.plan_of(application_id)
    if plan is None:
        raise Told(409, "not_sent")
    addresses = contact_plans.addresses_of(plan)
    return {"language": plan.language, "ways": plan.ways, "addresses": addresses, "revision": plan.revision}
