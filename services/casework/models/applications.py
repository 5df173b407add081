"""Applications, the touches they were made through, and the documents they carry."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from services.catalogue.models import Publication, PublicService, Version
from services.people.models import Person
from services.record import clock
from services.record.models import DataKey


class Touch(models.Model):
    """One visit through one channel; the field says contact moment. It may serve several applications."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="touches")
    assisted = models.BooleanField(default=False)
    helper = models.CharField(max_length=100, blank=True)
    helper_organisation = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    applications: models.ManyToManyField[Application, models.Model] = models.ManyToManyField(
        "Application", related_name="touches"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="touch_ends_after_it_starts", condition=Q(ended_at__gte=F("started_at"))),
            models.CheckConstraint(
                name="touch_helper_only_when_assisted",
                condition=Q(assisted=True) | Q(helper="", helper_organisation=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Application(models.Model):
    """What a person asks of a public service: a draft, then submitted or expired. Answers lie in the sealed blob."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="applications")
    language = models.CharField(max_length=8)
    secret_mac = models.CharField(max_length=64)
    secret_issued_at = models.DateTimeField()
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="application")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="applications")
    values_sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    reviewed_revision = models.PositiveIntegerField(null=True)
    declared_revision = models.PositiveIntegerField(null=True)
    proven_by = models.JSONField(
        null=True, help_text="The ways by which they showed who they are; null until one was begun."
    )
    tryout = models.BooleanField(default=False, help_text="Of rules that are tried out: no case, no figures.")
    pinned_at = models.DateTimeField(default=clock.now, help_text="When it came under the rules of its version.")
    moved_by = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    ask_again = models.JSONField(default=list, help_text="Instances to be answered once more, by a change of the law.")
    awaited = models.JSONField(default=list, help_text="Instances that were said, and somebody writes down.")
    began_at = models.DateTimeField()
    began_on = models.DateField(help_text="Civil date of first contact in the authority's zone: the rules' date.")
    filed_at = models.DateTimeField(null=True, help_text="When the law counts it as filed: held, else sent.")
    submitted_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    outages = models.JSONField(default=list, help_text="The outages its draft is kept longer by.")
    expired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="application_reference_is_digits", condition=Q(reference__regex=r"^[1-9][0-9]{11}$")
            ),
            models.CheckConstraint(
                name="application_not_both_submitted_and_expired",
                condition=Q(submitted_at=None) | Q(expired_at=None),
            ),
            models.CheckConstraint(
                name="application_submitted_as_reviewed_and_declared",
                condition=Q(submitted_at=None)
                | Q(reviewed_revision=F("revision"), declared_revision=F("revision"), filed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_expired_holds_no_values", condition=Q(expired_at=None) | Q(values_sealed=b"")
            ),
        ]
        indexes = [
            models.Index(
                name="application_drafts_due",
                fields=["expires_at"],
                condition=Q(submitted_at=None, expired_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def service(self) -> PublicService:
        return self.version.service

    @property
    def subject(self) -> str:
        """The name of this application's chain in the ledger."""
        return f"application:{self.id}"

    @property
    def status(self) -> str:
        """One of "draft", "submitted", "expired"."""
        if self.submitted_at:
            return "submitted"
        return "expired" if self.expired_at else "draft"

    @property
    def reviewed(self) -> bool:
        return self.reviewed_revision == self.revision

    @property
    def outdated(self) -> bool:
        """Whether answers changed after they were checked or declared."""
        marks = (self.reviewed_revision, self.declared_revision)
        return any(mark not in (None, self.revision) for mark in marks)

    @property
    def declared(self) -> bool:
        return self.reviewed and self.declared_revision == self.revision


class AnswerRow(models.Model):
    """The value-free row of one question instance; `revision` is the application's when it was last written."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="rows")
    instance = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="answers")
    keyed_by = models.CharField(max_length=100)
    source = models.CharField(max_length=40, default="stated")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="answer_once_an_instance", fields=["application", "instance"]),
            models.CheckConstraint(name="answer_revision_starts_at_one", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.instance} r{self.revision}"


class Document(models.Model):
    """A file; its content lies sealed in private storage, its own name sealed here.

    It was given as evidence in a touch, or staff put it into the file: then `filed_by` says who.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    instance = models.CharField(max_length=200)
    name_sealed = models.BinaryField()
    kind = models.CharField(max_length=100, help_text="Media type by content.")
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    fingerprint = models.CharField(max_length=120)
    touch = models.ForeignKey(Touch, models.PROTECT, null=True, related_name="documents")
    filed_by = models.CharField(max_length=100, blank=True, db_default="")
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField()
    scanned_by = models.CharField(max_length=100)
    checked_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True, help_text="What whoever checked it found; empty until then.")
    removed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_given_or_filed",
                condition=Q(touch=None, filed_by__gt="") | Q(touch__isnull=False, filed_by=""),
            ),
            models.CheckConstraint(name="document_holds_something", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="document_removed_before_erased", condition=Q(erased_at=None) | Q(removed_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(
                name="document_to_erase",
                fields=["removed_at"],
                condition=Q(removed_at__isnull=False, erased_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its bytes are sealed about."""
        return f"document:{self.id}"
