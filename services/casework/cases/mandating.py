"""Somebody else may fetch what is issued: named by the person, compared at the counter, taken back at any time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from services.casework import access, touches
from services.casework.applications import opened as opening
from services.casework.errors import NotNow, NotYours
from services.casework.models import Case
from services.people import mandates, persons
from services.people.models import Mandate

LONGEST = 200


@dataclass(frozen=True)
class Collector:
    """Who may fetch it, as the person named them."""

    id: UUID
    name: str
    number: str


@transaction.atomic
def let_collect(application_id: UUID, name: str, number: str, *, touch: UUID, keyed_by: str) -> Mandate:
    """Give somebody a mandate to fetch the documents of this case: by name and the number of their identity paper.

    Raises NotNow where one of the two is missing, NotYours.
    """
    case = _case(application_id)
    said = {"name": name.strip(), "personal-id": number.strip()}
    if not all(said.values()) or any(len(value) > LONGEST for value in said.values()):
        raise NotNow("collector_missing")
    giver = case.application.person
    if giver is None:
        raise NotNow("collector_unknown_giver")
    holder = persons.draw_up(said, case.language)
    touches.serve(touch, application_id)
    return mandates.give(giver, holder, case.subject, [mandates.COLLECT], touch=str(touch))


@transaction.atomic
def end_mandate(application_id: UUID, mandate_id: UUID, *, touch: UUID, keyed_by: str) -> bool:
    """Taken back; False where it had ended. Raises NotYours."""
    case = _case(application_id)
    found = Mandate.objects.filter(pk=mandate_id, scope=case.subject).first()
    if found is None:
        raise NotYours
    return mandates.end(found, by=keyed_by, touch=str(touch))


def collectors(application_id: UUID) -> list[Collector]:
    """Who may fetch the documents of this case now."""
    case = Case.objects.filter(application=application_id, main=None, about=None).first()
    if case is None:
        return []
    held = mandates.of(case.subject).select_related("holder__key").order_by("given_at")
    return [_collector(each) for each in held if mandates.COLLECT in each.acts]


def _collector(mandate: Mandate) -> Collector:
    said = persons.identity_of(mandate.holder)
    return Collector(mandate.pk, str(said.get("name", "")), str(said.get("personal-id", "")))


def _case(application_id: UUID) -> Case:
    """The main case, locked after its application; raises NotYours."""
    opening.lock(application_id)
    main = Case.objects.filter(application=application_id, main=None, about=None).values_list("pk", flat=True).first()
    if main is None:
        raise NotYours
    return access.lock(main)
