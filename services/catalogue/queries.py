"""Named reads of the catalogue; rules and words are kept in the process by their hash, which never lies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from services.catalogue import calendars, searching, stopping
from services.catalogue.models import LifeEvent, PublicService, Version, WordsVersion
from services.journeys import deadlines
from services.journeys.definition import Definition
from services.journeys.journey import Journey
from services.journeys.journey import journey_of as journey_by_hash
from services.journeys.language import language
from services.journeys.law import Law
from services.journeys.words import Words
from services.parity import exceptions
from services.record import clock

LAW_LANGUAGES = {"VN": "vi", "PT": "pt", "GB": "en", "ES": "es", "NO": "no"}


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
    law: Law
    authority: str
    languages: tuple[str, ...]
    decided_on: tuple[date, ...]
    stopped: str
    exceptions: tuple[str, ...]

    def text(self, key: str) -> str:
        return self.words.service(key)

    @property
    def modelled(self) -> Mapping[str, str]:
        """The body whose procedure it models, and as of which day in words; empty for the procedure itself."""
        written = self.rules.get("demonstration")
        return {"body": written["body"], "date": language(self.language).say_date(written["as_of"])} if written else {}

    @property
    def law_language(self) -> str:
        """The language in which its law is titled."""
        return LAW_LANGUAGES.get(self.law.calendar[:2], "vi")

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


def tried_version(rules_hash: str) -> Version:
    """The version with these rules that is tried out; raises Version.DoesNotExist."""
    tried = Version.objects.select_related("service").defer("rules")
    return tried.get(rules_hash=rules_hash, tried_at__isnull=False)


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
    spoken = spoken_of(version, language)
    authority = found.authority.name(spoken) if found.authority else ""
    words, law = words_of(version, spoken), journey_of(version).law
    return ServicePage(
        slug=slug,
        language=spoken,
        words=words,
        rules=_rules(version),
        law=law,
        authority=authority,
        languages=tuple(version.words_hashes),
        decided_on=_decided_on(law),
        stopped=_stopped(found, words),
        exceptions=tuple(each.reason.get(spoken, "") for each in exceptions.in_force(slug)),
    )


def _decided_on(law: Law) -> tuple[date, ...]:
    """The last day of each of its deadlines, for who sends it now."""
    if not law.deadlines:
        return ()
    calendar, now = calendars.calendar(law.calendar), clock.now()
    return tuple(deadlines.due(deadline, now, calendar).on for deadline in law.deadlines)


def _stopped(service: PublicService, words: Words) -> str:
    """Why the service is stopped, in words, or a dash where nobody wrote any; "" where it is not."""
    stop = stopping.standing(service)
    return (stop.words.get(words.code) or words.service("stopped") or "–") if stop else ""


def definition(slug: str) -> Definition:
    """The live version as its files said it; raises PublicService.DoesNotExist or Version.DoesNotExist."""
    version = live_version(service(slug))
    words = {code: words_of(version, code).written for code in version.words_hashes}
    return Definition(slug, _rules(version), version.rules_hash, words, version.words_hashes)


def services(language: str) -> list[Listed]:
    """Every service that can be asked for today, by title."""
    return sorted((listed_of(version, language) for version in live_versions()), key=lambda listed: listed.title)


def listed(slugs: Collection[str], language: str) -> list[Listed]:
    """Those of these services that can be asked for today, in the order given."""
    live = {version.service.slug: version for version in live_versions()}
    return [listed_of(live[slug], language) for slug in slugs if slug in live]


def life_events(language: str) -> list[Happening]:
    """Every life event that has a service today, by name."""
    by_event: dict[int, list[Listed]] = {}
    for version in live_versions():
        if version.service.life_event_id:
            by_event.setdefault(version.service.life_event_id, []).append(listed_of(version, language))
    happenings = [
        Happening(event.slug, event.name(language), tuple(sorted(by_event[event.pk], key=lambda s: s.title)))
        for event in LifeEvent.objects.filter(pk__in=by_event)
    ]
    return sorted(happenings, key=lambda happening: happening.name)


def search(text: str, language: str) -> list[Listed]:
    """The services found, best first, each once, whichever language the words were found in."""
    live = {version.service_id: version for version in live_versions()}
    ids = dict.fromkeys(hit.service_id for hit in searching.found(text))
    return [listed_of(live[pk], language) for pk in ids if pk in live]


_words: dict[str, Words] = {}
_rules_kept: dict[str, Mapping[str, Any]] = {}


def _rules(version: Version) -> Mapping[str, Any]:
    if version.rules_hash not in _rules_kept:
        _rules_kept[version.rules_hash] = rules_of(version)
    return _rules_kept[version.rules_hash]


def live_versions() -> list[Version]:
    """The version of each service that can be asked for today."""
    latest = _in_force().order_by("service", "-published_at").distinct("service")
    return list(latest.select_related("service").defer("rules"))


def _in_force() -> QuerySet[Version]:
    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    return Version.objects.filter(
        ~Q(published_at=None),
        Q(in_force_from=None) | Q(in_force_from__lte=today),
        Q(in_force_to=None) | Q(in_force_to__gte=today),
    )


def spoken_of(version: Version, language: str) -> str:
    """This language where the version has words in it, else its first."""
    return language if language in version.words_hashes else next(iter(version.words_hashes))


def listed_of(version: Version, language: str) -> Listed:
    """The service of this version, as a list shows it."""
    spoken = spoken_of(version, language)
    words = words_of(version, spoken)
    return Listed(version.service.slug, words.service("title"), words.service("summary"), spoken)
