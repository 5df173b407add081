"""Publishing: a checked definition becomes the version that applications are pinned to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from services.catalogue import gates, searching
from services.catalogue.models import LifeEvent, Organisation, PublicService, Version, WordsVersion
from services.journeys.definition import Definition
from services.record import clock, events, ledger


@transaction.atomic
def publish(definition: Definition, *, by: str) -> Version:
    """The version of these rules with these words, live from now on; the same again changes nothing.

    Words can be mended without a new version: the rules, and the applications pinned to them, stay.
    Raises gates.Refused.
    """
    gates.check(gates.Candidate(definition.service, definition.rules_hash, definition.rules, definition.words_hashes))
    service = _service(definition)
    version, new = Version.objects.get_or_create(
        rules_hash=definition.rules_hash, defaults=_pinned(service, definition, by)
    )
    version = Version.objects.select_for_update().get(pk=version.pk)
    if not new and version.words_hashes == definition.words_hashes and is_live(version):
        return version
    _keep_words(version, definition, by)
    version.words_hashes = dict(definition.words_hashes)
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=["words_hashes", "published_at", "published_by"])
    searching.index(service, definition.words)
    _tell(service, version, by)
    return version


def is_live(version: Version) -> bool:
    """Whether no other version of the service was published after it."""
    later = Version.objects.filter(service_id=version.service_id, published_at__gt=version.published_at)
    return not later.exists()


def _service(definition: Definition) -> PublicService:
    """The service, locked: two publications of it stand in line."""
    rules = definition.rules
    service, _ = PublicService.objects.get_or_create(slug=definition.service)
    service = PublicService.objects.select_for_update().get(pk=service.pk)
    if rules.get("life_event"):
        service.life_event, _ = LifeEvent.objects.get_or_create(slug=rules["life_event"])
    service.authority = _authority(rules["authority"])
    service.save(update_fields=["life_event", "authority"])
    return service


def _authority(written: Mapping[str, str]) -> Organisation | None:
    """The organisation named, or one that stands for its level where an answer decides which."""
    found = Organisation.objects.filter(Q(slug=written.get("organisation")) | Q(level=written.get("level")))
    return found.order_by("slug").first()


def _pinned(service: PublicService, definition: Definition, by: str) -> dict[str, object]:
    force = definition.rules["in_force"]
    until = force.get("to")
    return {
        "service": service,
        "rules": definition.rules,
        "in_force_from": date.fromisoformat(force["from"]),
        "in_force_to": date.fromisoformat(until) if until else None,
        "published_by": by,
    }


def _keep_words(version: Version, definition: Definition, by: str) -> None:
    kept = set(WordsVersion.objects.filter(version=version).values_list("language", "words_hash"))
    WordsVersion.objects.bulk_create(
        WordsVersion(
            version=version, language=code, words_hash=words_hash, words=definition.words[code], published_by=by
        )
        for code, words_hash in definition.words_hashes.items()
        if (code, words_hash) not in kept
    )


def _tell(service: PublicService, version: Version, by: str) -> None:
    data = {"rules": version.rules_hash, "words": version.words_hashes}
    ledger.append(f"service:{service.slug}", "version.published", data, actor=by)
    events.write("version.published", f"service:{service.slug}", {"rules": version.rules_hash})
