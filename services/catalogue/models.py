"""Who offers which public service, where, and by which rules and words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from services.parity.models import ParityCertificate
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

    `words_hashes` names the current words of each language; `published_at` moves when older rules come back, and is
    empty while they are only tried out. The database keeps a version from being published without a certificate for
    these rules and these words that `passed` (migration 0003).
    """

    service = models.ForeignKey(PublicService, models.PROTECT, related_name="versions")
    rules_hash = models.CharField(max_length=64, unique=True)
    rules = models.JSONField()
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    words_hashes = models.JSONField(default=dict)
    certificate = models.ForeignKey(ParityCertificate, models.PROTECT, null=True, related_name="+")
    passed = models.BooleanField(default=True)
    tried_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "-published_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(in_force_to__gte=F("in_force_from")), name="version_in_force_in_order"),
            models.CheckConstraint(
                name="version_published_with_certificate",
                condition=Q(published_at=None) | Q(certificate__isnull=False, passed=True),
            ),
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


class Publication(models.Model):
    """One publishing of a version, in the order they were made; never changed.

    Where it changed the rules that were live, `begun` says what becomes of applications begun before: they `keep` their
    rules, are asked `ask` again under the new ones, or are refused; `reason` tells everybody whom it touches.
    """

    class Kind(models.TextChoices):
        VOLUNTARY = "voluntary"
        REQUIRED = "required"
        CORRECTIVE = "corrective"

    class Begun(models.TextChoices):
        KEEP = "keep"
        ASK_AGAIN = "ask_again"
        REFUSE = "refuse"

    service = models.ForeignKey(PublicService, models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    certificate = models.ForeignKey(ParityCertificate, models.PROTECT, related_name="+")
    words_hashes = models.JSONField()
    at = models.DateTimeField(default=clock.now)
    by = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.VOLUNTARY)
    begun = models.CharField(max_length=10, choices=Begun, blank=True)
    ask = models.JSONField(default=list)
    reason = models.JSONField(default=dict)
    legal_basis = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "at"])]

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%Y-%m-%d}"


class Draft(models.Model):
    """A definition somebody is writing: its files as text, with whatever mistakes they have."""

    service = models.SlugField(max_length=100, unique=True)
    files = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.service


class Stop(models.Model):
    """A service that must not be used for now; `words` tell people why, by language, on every channel."""

    service = models.ForeignKey(PublicService, models.PROTECT, related_name="stops")
    words = models.JSONField(default=dict)
    began_at = models.DateTimeField(default=clock.now)
    began_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_stop_at_a_time", fields=["service"], condition=Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.began_at:%Y-%m-%d}"


class Place(models.Model):
    """A place people can live in; its code begins with that of the area it lies in: VN-HN-00004 in VN-HN.

    `folded` holds every name it is known by, without diacritics and capitals.
    """

    code = models.CharField(max_length=40, unique=True)
    level = models.SlugField()
    names = models.JSONField()
    folded = ArrayField(models.CharField(max_length=100))

    class Meta:
        indexes = [GinIndex(fields=["folded"])]

    def __str__(self) -> str:
        return self.code


class Calendar(models.Model):
    """By whose days an authority counts; `version` goes up with every correction, `known_until` is its end."""

    code = models.CharField(max_length=6, unique=True)
    zone = models.CharField(max_length=40)
    weekend = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    known_until = models.DateField()

    def __str__(self) -> str:
        return self.code


class CalendarDay(models.Model):
    """A day that is not as its weekday says: a holiday, or a Saturday on which people work."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="days")
    day = models.DateField()
    works = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="calendar_day_once", fields=["calendar", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


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
