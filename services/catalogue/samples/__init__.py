"""The services a new installation begins with, and the places and events they speak of."""

from pathlib import Path

from django.db import transaction

from services.catalogue import publishing
from services.catalogue.models import LifeEvent, Organisation, Provision, PublicService
from services.journeys import strings
from services.journeys.definition import load as load_definition

FOLDER = Path(__file__).parent
PLACES = FOLDER / "places.yaml"


def load() -> list[str]:
    """Publish every sample and seed its places; safe to repeat. Returns the slugs."""
    folders = sorted(path.parent for path in FOLDER.glob("*/service.yaml"))
    with transaction.atomic():
        _places()
        for folder in folders:
            publishing.publish(load_definition(folder), by="samples")
        _provisions()
    return [folder.name for folder in folders]


def _places() -> None:
    written = strings.read(PLACES.read_text(encoding="utf-8"))
    for slug, event in written["life_events"].items():
        LifeEvent.objects.update_or_create(slug=slug, defaults={"names": event})
    for slug, organisation in written["organisations"].items():
        Organisation.objects.update_or_create(slug=slug, defaults=organisation)


def _provisions() -> None:
    for service in PublicService.objects.filter(authority__isnull=False).select_related("authority"):
        authority = service.authority
        if authority is not None:
            Provision.objects.get_or_create(service=service, authority=authority, territory=authority.territory)
