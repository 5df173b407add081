"""Who is competent for an application, and what their council has set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from services.catalogue.models import Organisation, Provision, PublicService
from services.journeys.law import Law
from services.journeys.types.places import Place


def authority_of(service: PublicService, law: Law, answers: Mapping[str, Any]) -> Organisation | None:
    """The organisation the law names, or the one of its level for the place that the answer gives.

    Where no organisation of that level is known for the place, the one that stands for all of them.
    """
    place = answers.get(law.authority.get("by", ""))
    if not isinstance(place, Place):
        return service.authority
    level = law.authority.get("level", "")
    competent = Organisation.objects.filter(level=level, territory__in=_around(place))
    return max(competent, key=lambda each: len(each.territory), default=service.authority)


def organisation(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def parameters_for(service: PublicService, territory: str, day: date) -> dict[str, str]:
    """What was set for this territory on this day: by the nearest council around it that set anything."""
    provisions = Provision.objects.filter(
        Q(in_force_from=None) | Q(in_force_from__lte=day),
        Q(in_force_to=None) | Q(in_force_to__gte=day),
        service=service,
        territory__in=_around(territory),
    )
    set_by = sorted(provisions, key=lambda each: (len(each.territory), each.in_force_from or date.min))
    given: dict[str, str] = {}
    for provision in set_by:
        given |= provision.parameters
    return given


def _around(code: str) -> list[str]:
    """The place and every area it lies in: VN-HN-00004, VN-HN, VN."""
    return [code, *(code.rsplit("-", cut)[0] for cut in range(1, code.count("-") + 1))]
