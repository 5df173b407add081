"""Who offers which public service, where, and by which rules and words."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from services.record import clock


def name_of(names: dict[str, str], language: str, slug: str) -> str:
    """The name in this language, else in any, else the slug read as words."""
    return names.get(language) or next(iter(names.values()), slug.replace("-", " ").capitalize())


class Organisation(models.Model):
    """A public organisation; `territory` is an ISO 3166 code, with the country's own code below it."""

    slug = models.SlugField(unique=True)
    names = models.JSONField()
    level = models.SlugField()
    territory = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")

    def __str__(self) -> str:
        return self.slug

    def name(self, language: str) -> str:
        return name_of(self.names, language, self.slug)


class LifeEvent(models.Model):
    """What happens in a life and brings people to services."""

    slug = models.SlugField(unique=True)
    names = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.slug

    def name(self, language: str) -> str:
        return name_of(self.names, language, self.slug)


class PublicService(models.Model):
    """A service a person can ask for; what it asks and promises stands in its versions."""

    slug = models.SlugField(unique=True)
    life_event = models.ForeignKey(LifeEvent, models.PROTECT, null=True, related_name="services")
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="services")

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """The rules of a service, found by their hash; the database refuses to change or delete them.

    `words_hashes` names the current words of each language; `published_at` moves when older rules come back.
    """

    service = models.ForeignKey(PublicService, models.PROTECT, related_name="versions")
    rules_hash = models.CharField(max_length=64, unique=True)
    rules = models.JSONField()
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    words_hashes = models.JSONField(default=dict)
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["service", "-published_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(in_force_to__gte=F("in_force_from")), name="version_in_force_in_order")
        ]

    def __str__(self) -> str:
        return self.rules_hash


class WordsVersion(models.Model):
    """The words of a version in one language, as published once; the database refuses any change."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="words")
    language = models.CharField(max_length=10)
    words_hash = models.CharField(max_length=64)
    words = models.JSONField()
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["words_hash"])]

    def __str__(self) -> str:
        return f"{self.language} {self.words_hash}"


class Provision(models.Model):
    """An authority gives a service in its territory, with what the law lets it set (fees, hours)."""

    service = models.ForeignKey(PublicService, models.PROTECT, related_name="provisions")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="provisions")
    territory = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "authority", "territory", "in_force_from"],
                nulls_distinct=False,
                name="one_provision_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__gte=F("in_force_from")), name="provision_in_force_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.territory}"


class SearchText(models.Model):
    """What a service is found by, in one language; rewritten whenever its words are published."""

    service = models.ForeignKey(PublicService, models.CASCADE, related_name="search_texts")
    language = models.CharField(max_length=10)
    vector = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["vector"])]
        constraints = [models.UniqueConstraint(fields=["service", "language"], name="one_search_text")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.language}"
