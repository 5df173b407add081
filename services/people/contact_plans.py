"""Contact plans: how a person wants to be reached about one case, in which language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction

from services.people.models import ContactPlan
from services.record import clock, envelope
from services.record.models import DataKey

PAGE = "page"
"""The page under their reference: always there, so no plan has to name it."""
WAYS = ("email", "sms", "voice", "post")
"""The ways something can be sent; which of them an installation has, services.notices says."""


class NotAWay(ValueError):
    """A way that is not known, or without an address."""


def draw_up(key: DataKey, language: str, addresses: Mapping[str, str]) -> ContactPlan:
    """A plan with the addresses a person gave, the first way first; none is fine: then their page tells them all."""
    plan = ContactPlan(id=uuid4(), key=key, language=language)
    _fill(plan, list(addresses), addresses)
    plan.save(force_insert=True)
    return plan


@transaction.atomic
def change(plan_id: UUID, language: str, ways: Sequence[str], addresses: Mapping[str, str]) -> ContactPlan:
    """Other ways, another order, another language; the caller tells the ledger. Raises NotAWay."""
    plan = ContactPlan.objects.select_for_update(of=("self",), no_key=True).select_related("key").get(pk=plan_id)
    plan.language = language
    _fill(plan, ways, addresses)
    plan.revision += 1
    plan.changed_at = clock.now()
    plan.save()
    return plan


def addresses_of(plan: ContactPlan) -> dict[str, str]:
    """Where each way leads; raises envelope.Unreadable once the key is destroyed."""
    read: dict[str, str] = json.loads(envelope.open(plan.key, plan.addresses_sealed, plan.subject))
    return read


def _fill(plan: ContactPlan, ways: Sequence[str], addresses: Mapping[str, str]) -> None:
    if any(way not in WAYS or not addresses.get(way) for way in ways):
        raise NotAWay
    plan.ways = list(dict.fromkeys(ways))
    kept = {way: addresses[way] for way in plan.ways}
    plan.addresses_sealed = envelope.seal(plan.key, json.dumps(kept).encode(), plan.subject)
