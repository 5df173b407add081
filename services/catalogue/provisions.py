"""Provisions: an authority gives a service in its territory, with what the law lets it set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from services.catalogue.gates import Candidate
from services.catalogue.models import Organisation, Provision, PublicService, Version
from services.journeys import parameters
from services.record import ledger


class OutOfBounds(ValueError):
    """What was to be set lies outside the law; `sentences` say how."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@transaction.atomic
def provide(
    service: PublicService,
    authority: Organisation,
    territory: str,
    given: Mapping[str, str],
    *,
    by: str,
    since: date | None = None,
) -> Provision:
    """What this authority sets in this territory from a day on; the same again changes nothing; raises OutOfBounds."""
    rules = _live_rules(service)
    wrong = tuple(outside(rules, given))
    if wrong:
        raise OutOfBounds(wrong)
    provision, new = Provision.objects.update_or_create(
        service=service, authority=authority, territory=territory, in_force_from=since,
        defaults={"parameters": dict(given)},
    )  # fmt: skip
    data = {"authority": authority.slug, "territory": territory, "parameters": dict(given), "new": new}
    ledger.append(f"service:{service.slug}", "provision.set", data, actor=by)
    return provision


def outside(rules: Mapping[str, Any], given: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each value that the law does not let anybody set."""
    law = rules.get("parameters", {})
    for name, text in given.items():
        if name not in law:
            yield f"{name} is nothing the law lets a council set: {', '.join(law) or 'nothing is'}."
            continue
        try:
            parameters.check(law[name]["type"], law[name].get("min"), text, law[name].get("max"))
        except ValueError as wrong:
            bounds = " to ".join(filter(None, (law[name].get("min"), law[name].get("max"))))
            yield f"{name} cannot be {text[:60]}: the law allows {bounds or 'another type'}. {wrong}"


def gate(candidate: Candidate) -> Iterable[str]:
    """Objects where what a council has set would fall outside the new rules."""
    provisions = Provision.objects.filter(service__slug=candidate.service).select_related("authority")
    for provision in provisions:
        for sentence in outside(candidate.rules, provision.parameters):
            yield f"{provision.authority.slug} in {provision.territory}: {sentence}"


def _live_rules(service: PublicService) -> Mapping[str, Any]:
    version = Version.objects.filter(service=service, published_at__isnull=False).order_by("-published_at").first()
    return version.rules if version else {}
