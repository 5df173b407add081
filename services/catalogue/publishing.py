"""Publishing: a checked and proved definition becomes the version that applications are pinned to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from services.catalogue import calendars, gates, searching
from services.catalogue.models import LifeEvent, Organisation, Publication, PublicService, Version, WordsVersion
from services.journeys.definition import Change, Definition
from services.parity import certifying
from services.parity.certifying import Lawful
from services.parity.models import ParityCertificate
from services.record import clock, events, ledger

UNDECLARED = (
    "These rules differ from those that are live: say in change.yaml what becomes of applications begun before."
)


@transaction.atomic
def publish(definition: Definition, *, by: str, change: Change | None = None) -> Version:
    """The version of these rules with these words, live from now on; the same again changes nothing.

    `change` is the definition's own unless given. Words can be mended without a new version: the rules, and the
    applications pinned to them, stay. Raises gates.Refused.
    """
    change = change or definition.change
    service = _service(definition)
    live = published_last(service)
    version = _version(service, definition)
    if version == live and version.words_hashes == definition.words_hashes and _certified(version):
        return version
    moved = live is not None and version != live
    if moved and change is None:
        raise gates.Refused((UNDECLARED,))
    certificate = _let_through(definition, change if moved else None, by)
    _make_live(version, definition, certificate, by)
    _enter(version, certificate, change if moved else None, by)
    _tell(service, version, by)
    return version


@transaction.atomic
def try_out(definition: Definition, *, by: str) -> Version:
    """The version of these rules and words for those who hold its link; nobody else sees it, no case comes of it."""
    service, _ = PublicService.objects.get_or_create(slug=definition.service)
    version = _version(service, definition)
    if version.published_at is None:
        _keep_words(version, definition, by)
        version.words_hashes = dict(definition.words_hashes)
    version.tried_at = clock.now()
    version.save(update_fields=["words_hashes", "tried_at"])
    ledger.append(f"service:{service.slug}", "version.tried", {"rules": version.rules_hash}, actor=by)
    return version


@transaction.atomic
def take_back(slug: str, *, by: str, change: Change) -> Version:
    """The rules that were live before those that are now, live again; raises gates.Refused where there are none."""
    service = PublicService.objects.select_for_update().get(slug=slug)
    live = published_last(service)
    before = Publication.objects.filter(service=service).exclude(version=live).order_by("-at", "-pk").first()
    if live is None or before is None:
        raise gates.Refused(("Nothing was live before these rules.",))
    words = {code: _words(before.version, code, digest) for code, digest in before.words_hashes.items()}
    definition = Definition(slug, before.version.rules, before.version.rules_hash, words, before.words_hashes)
    return publish(definition, by=by, change=change)


def published_last(service: PublicService) -> Version | None:
    """The version of the last publication, in force today or not."""
    return Version.objects.filter(service=service, published_at__isnull=False).order_by("-published_at", "-pk").first()


def _let_through(definition: Definition, change: Change | None, by: str) -> ParityCertificate:
    """A certificate that passed, and no objection; nothing holds up what a law requires or what corrects."""
    lawful = _lawful(change)
    certificate = certifying.certify(definition, by=by, lawful=lawful)
    if not certificate.passed:
        errors = [found for found in certificate.findings if found["severity"] == "error"]
        raise gates.Refused(tuple(f"{found['rule']}: {found['sentence']}" for found in errors))
    if lawful is None:
        gates.check(
            gates.Candidate(definition.service, definition.rules_hash, definition.rules, definition.words_hashes)
        )
    return certificate


def _lawful(change: Change | None) -> Lawful | None:
    if change is None or change.kind == "voluntary":
        return None
    basis = f"{change.legal_basis.title} {change.legal_basis.article}".strip() if change.legal_basis else change.kind
    return Lawful(change.reason, basis)


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
    named, level = written.get("organisation"), written.get("level")
    found = Organisation.objects.filter(Q(slug=named) if named else Q(level=level))
    return found.order_by(F("parent").asc(nulls_first=True), "slug").first()


def _version(service: PublicService, definition: Definition) -> Version:
    """The version with these rules, locked; raises gates.Refused where nobody could count its days."""
    try:
        calendars.ensure(definition.rules.get("calendar", ""))
    except calendars.NoSuchCalendar as unknown:
        raise gates.Refused((f"There is no calendar {unknown}: {', '.join(calendars.ZONES)}.",)) from None
    force = definition.rules["in_force"]
    until = force.get("to")
    version, _ = Version.objects.get_or_create(
        rules_hash=definition.rules_hash,
        defaults={
            "service": service,
            "rules": definition.rules,
            "in_force_from": date.fromisoformat(force["from"]),
            "in_force_to": date.fromisoformat(until) if until else None,
        },
    )
    return Version.objects.select_for_update(of=("self",)).get(pk=version.pk)


def _certified(version: Version) -> bool:
    return version.certificate_id is not None


def _make_live(version: Version, definition: Definition, certificate: ParityCertificate, by: str) -> None:
    _keep_words(version, definition, by)
    version.words_hashes = dict(definition.words_hashes)
    version.certificate = certificate
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=["words_hashes", "certificate", "published_at", "published_by"])
    searching.index(version.service, definition.words)


def _enter(version: Version, certificate: ParityCertificate, change: Change | None, by: str) -> None:
    Publication.objects.create(
        service_id=version.service_id,
        version=version,
        certificate=certificate,
        words_hashes=version.words_hashes,
        at=version.published_at or clock.now(),
        by=by,
        kind=change.kind if change else Publication.Kind.VOLUNTARY,
        begun=change.begun if change else "",
        ask=list(change.ask) if change else [],
        reason=change.reason if change else {},
        legal_basis=change.legal_basis.model_dump(mode="json") if change and change.legal_basis else None,
    )


def _words(version: Version, code: str, words_hash: str) -> Mapping[str, object]:
    words: Mapping[str, object] = (
        WordsVersion.objects.filter(version=version, language=code, words_hash=words_hash)
        .values_list("words", flat=True)[:1]
        .get()
    )
    return words


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
    data = {"rules": version.rules_hash, "words": version.words_hashes, "certificate": version.certificate_id}
    ledger.append(f"service:{service.slug}", "version.published", data, actor=by)
    events.write("version.published", f"service:{service.slug}", {"rules": version.rules_hash})
