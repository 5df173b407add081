"""The services a new installation begins with, and the places, calendars and events they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from services.catalogue import places, provisions, publishing
from services.catalogue.models import LifeEvent, Organisation, Provision, PublicService
from services.journeys import strings
from services.journeys.definition import Change, Definition
from services.journeys.definition import load as load_definition

FOLDER = Path(__file__).parent
PLACES = FOLDER / "places.yaml"
BY = "samples"
BROUGHT_UP_TO_DATE = Change(
    kind="corrective",
    begun="keep",
    reason={
        "vi": "Dịch vụ mẫu này đã được cập nhật.",
        "en": "This sample was brought up to date.",
        "pt": "Este exemplo foi atualizado.",
    },
)


def slugs() -> tuple[str, ...]:
    """Every sample there is."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/service.yaml")))


@cache
def definition(slug: str) -> Definition:
    return load_definition(FOLDER / slug)


def load(*wanted: str) -> list[str]:
    """Publish these samples, by default all, and seed what they stand on; safe to repeat. Returns the slugs."""
    definitions = [definition(slug) for slug in wanted or slugs()]
    with transaction.atomic():
        _places()
        for each in definitions:
            publishing.publish(each, by=BY, change=BROUGHT_UP_TO_DATE)
        _provisions()
    return [each.service for each in definitions]


def _places() -> None:
    written = strings.read(PLACES.read_text(encoding="utf-8"))
    events = [LifeEvent(slug=slug, names=names) for slug, names in written["life_events"].items()]
    LifeEvent.objects.bulk_create(events, update_conflicts=True, unique_fields=["slug"], update_fields=["names"])
    _organisations(written["organisations"])
    places.enter(
        *(
            places.place(code, place["level"], place["names"], *place.get("also", ()))
            for code, place in written["places"].items()
        )
    )


def _organisations(written: Mapping[str, Mapping[str, Any]]) -> None:
    """All of them, and then which is part of which."""
    fields = ("names", "level", "territory")
    made = [Organisation(slug=slug, **{key: each[key] for key in fields}) for slug, each in written.items()]
    Organisation.objects.bulk_create(made, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    known = {each.slug: each for each in Organisation.objects.filter(slug__in=written)}
    for slug, each in written.items():
        known[slug].parent = known.get(each.get("parent", ""))
    Organisation.objects.bulk_update(known.values(), ["parent"])


def _provisions() -> None:
    """Every service in the territory of its authority; where councils have set something, as it is written."""
    written = strings.read(PLACES.read_text(encoding="utf-8")).get("provisions", [])
    for service in PublicService.objects.filter(authority__isnull=False).select_related("authority"):
        authority = service.authority
        if authority is not None:
            Provision.objects.get_or_create(service=service, authority=authority, territory=authority.territory)
        for each in written:
            if each["service"] == service.slug:
                council = Organisation.objects.get(slug=each["authority"])
                provisions.provide(service, council, each["territory"], each["parameters"], by=BY)
