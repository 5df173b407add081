"""Named reads of the catalogue; rules and words are kept in the process by their hash, which never lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from services.catalogue import searching
from services.catalogue.models import LifeEvent, PublicService, Version, WordsVersion
from services.journeys.definition import Definition
from services.journeys.journey import Journey
from services.journeys.journey import journey_of as journey_by_hash
from services.journeys.words import Words
from services.record import clock


@dataclass(frozen=True)
class Listed:
    """A service in a list."""

    slug: str
    title: str
    summary: str
    language: str


@dataclass(frozen=True)
class Happening:
    """A life event with its services."""

    slug: str
    name: str
    services: tuple[Listed, ...]


@dataclass(frozen=True)
class ServicePage:
    """What a person reads before applying."""

    slug: str
    language: str
    words: Words
    rules: Mapping[str, Any]
    authority: str
    languages: tuple[str, ...]

    def text(self, key: str) -> str:
        return self.words.service(key)

    @property
    def need(self) -> list[str]:
        need = self.words.written.get("need", [])
        return need if isinstance(need, list) else [need]

    @property
    def ways(self) -> list[str]:
        """Doors outside this platform, as the service describes them."""
        return list(self.words.written.get("ways", {}).values())


def service(slug: str) -> PublicService:
    """Raises PublicService.DoesNotExist."""
    return PublicService.objects.select_related("authority").get(slug=slug)


def live_version(service: PublicService) -> Version:
    """The version published last that is in force today; raises Version.DoesNotExist."""
    return _in_force().filter(service=service).defer("rules").latest("published_at")


def journey_of(version: Version) -> Journey:
    return journey_by_hash(version.rules_hash, lambda: rules_of(version))


def rules_of(version: Version) -> Mapping[str, Any]:
    rules: Mapping[str, Any] = Version.objects.values_list("rules", flat=True).get(pk=version.pk)
    return rules


def words_of(version: Version, language: str) -> Words:
    """The current words; KeyError for a language the version does not have."""
    words_hash = version.words_hashes[language]
    if words_hash not in _words:
        rows = WordsVersion.objects.filter(version=version, language=language, words_hash=words_hash)
        _words[words_hash] = Words.of(rows.values_list("words", flat=True)[:1].get(), language)
    return _words[words_hash]


def page(slug: str, language: str) -> ServicePage:
    """Raises PublicService.DoesNotExist or Version.DoesNotExist."""
    found = service(slug)
    version = live_version(found)
    spoken = _spoken(version, language)
    authority = found.authority.name(spoken) if found.authority else ""
    rules = _rules(version)
    return ServicePage(slug, spoken, words_of(version, spoken), rules, authority, tuple(version.words_hashes))


def definition(slug: str) -> Definition:
    """The live version as its files said it; raises PublicService.DoesNotExist or Version.DoesNotExist."""
    version = live_version(service(slug))
    words = {code: words_of(version, code).written for code in version.words_hashes}
    return Definition(slug, _rules(version), version.rules_hash, words, version.words_hashes)


def services(language: str) -> list[Listed]:
    """Every service that can be asked for today, by title."""
    return sorted((_listed(version, language) for version in _live()), key=lambda listed: listed.title)


def life_events(language: str) -> list[Happening]:
    """Every life event that has a service today, by name."""
    by_event: dict[int, list[Listed]] = {}
    for version in _live():
        if version.service.life_event_id:
            by_event.setdefault(version.service.life_event_id, []).append(_listed(version, language))
    happenings = [
        Happening(event.slug, event.name(language), tuple(sorted(by_event[event.pk], key=lambda s: s.title)))
        for event in LifeEvent.objects.filter(pk__in=by_event)
    ]
    return sorted(happenings, key=lambda happening: happening.name)


def search(text: str, language: str) -> list[Listed]:
    """The services found, best first, each once, whichever language the words were found in."""
    live = {version.service_id: version for version in _live()}
    ids = dict.fromkeys(hit.service_id for hit in searching.found(text))
    return [_listed(live[pk], language) for pk in ids if pk in live]


_words: dict[str, Words] = {}
_rules_kept: dict[str, Mapping[str, Any]] = {}


def _rules(version: Version) -> Mapping[str, Any]:
    if version.rules_hash not in _rules_kept:
        _rules_kept[version.rules_hash] = rules_of(version)
    return _rules_kept[version.rules_hash]


def _live() -> list[Version]:
    latest = _in_force().order_by("service", "-published_at").distinct("service")
    return list(latest.select_related("service").defer("rules"))


def _in_force() -> QuerySet[Version]:
    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    return Version.objects.filter(
        Q(in_force_from=None) | Q(in_force_from__lte=today), Q(in_force_to=None) | Q(in_force_to__gte=today)
    )


def _spoken(version: Version, language: str) -> str:
    return language if language in version.words_hashes else next(iter(version.words_hashes))


def _listed(version: Version, language: str) -> Listed:
    spoken = _spoken(version, language)
    words = words_of(version, spoken)
    return Listed(version.service.slug, words.service("title"), words.service("summary"), spoken)
