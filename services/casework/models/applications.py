"""Applications, the touches they were made through, the cases they open and the documents they carry."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from services.catalogue.models import Organisation, Publication, PublicService, Version
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
    values_sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    reviewed_revision = models.PositiveIntegerField(null=True)
    declared_revision = models.PositiveIntegerField(null=True)
    tryout = models.BooleanField(default=False, help_text="Of rules that are tried out: no case, no figures.")
    pinned_at = models.DateTimeField(default=clock.now, help_text="When it came under the rules of its version.")
    moved_by = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    ask_again = models.JSONField(default=list, help_text="Instances to be answered once more, by a change of the law.")
    began_at = models.DateTimeField()
    began_on = models.DateField(help_text="Civil date of first contact in the authority's zone: the rules' date.")
    filed_at = models.DateTimeField(null=True, help_text="When the law counts it as filed: held, else sent.")
    submitted_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
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
    """A file given as evidence; its content lies sealed in private storage, its own name sealed here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    instance = models.CharField(max_length=200)
    name_sealed = models.BinaryField()
    kind = models.CharField(max_length=100, help_text="Media type by content.")
    size = models.PositiveIntegerField(help_text="Bytes before sealing.")
    fingerprint = models.CharField(max_length=120)
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="documents")
    received_at = models.DateTimeField()
    scanned_at = models.DateTimeField()
    scanned_by = models.CharField(max_length=100)
    removed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
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


class Case(models.Model):
    """What the authority works on; an application opens at most one of each case type."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="cases")
    case_type = models.SlugField(max_length=100)
    reference = models.CharField(max_length=12, unique=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="cases")
    main = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="cases")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="case_once_a_type", fields=["application", "case_type"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """The name of this case's chain in the ledger."""
        return f"case:{self.id}"


class CaseStatus(models.Model):
    """One dated step of a case; which steps there are is the case type's to say."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="statuses")
    step = models.SlugField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.step


class FeeDue(models.Model):
    """One line of the bill as it stood when the application was sent.

    `exempt` names why nothing is due, `difference` the law that made it another amount at the door it was sent through.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="fees")
    name = models.SlugField(max_length=60)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    exempt = models.SlugField(max_length=60, blank=True)
    difference = models.SlugField(max_length=60, blank=True)
    due = models.SlugField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="fee_once_an_application", fields=["application", "name"]),
            models.CheckConstraint(name="fee_exempt_is_nothing", condition=Q(exempt="") | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount} {self.currency}"


class Deadline(models.Model):
    """How long the authority has for a case; `calendar_version` is the calendar it was counted with."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="deadline")
    counted_from = models.DateTimeField()
    due_on = models.DateField()
    before = models.DateTimeField(help_text="The first moment that is too late.")
    silence = models.SlugField(max_length=20)
    calendar = models.CharField(max_length=6)
    calendar_version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="deadline_lies_ahead", condition=Q(before__gt=F("counted_from")))]

    def __str__(self) -> str:
        return f"{self.due_on}"


class Party(models.Model):
    """Somebody else who must do something; `row` is theirs in the group they stand in; who it is the answers say."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="parties")
    role = models.SlugField(max_length=60)
    row = models.CharField(max_length=60, blank=True)
    must = models.JSONField()
    silence = models.SlugField(max_length=20)
    due_on = models.DateField(null=True)
    state = models.SlugField(max_length=20, default="named")

    class Meta:
        constraints = [models.UniqueConstraint(name="party_once", fields=["application", "role", "row"])]

    def __str__(self) -> str:
        return self.role


class Letter(models.Model):
    """A letter with a code, to an address in the answers: sealed until it is printed, its code kept as an HMAC."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="letters")
    instance = models.CharField(max_length=200)
    text_sealed = models.BinaryField()
    code_mac = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["application", "instance", "-written_at"])]
        constraints = [
            models.CheckConstraint(name="letter_printed_is_empty", condition=Q(printed_at=None) | Q(text_sealed=b""))
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its text is sealed about."""
        return f"letter:{self.id}"
