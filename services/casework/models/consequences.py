"""What comes of an application: the bill, everybody else who is asked, letters, and the documents people get."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from services.casework.models.applications import Application, Touch
from services.casework.models.cases import Case
from services.people.models import ContactPlan


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
    claimed = models.SlugField(max_length=60, blank=True, help_text="The exemption the person asks for on evidence.")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="fee_once_an_application", fields=["application", "name"]),
            models.CheckConstraint(name="fee_exempt_is_nothing", condition=Q(exempt="") | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount} {self.currency}"


class Party(models.Model):
    """Somebody else who must do something; `row` is theirs in the group they stand in; who it is the answers say.

    Invited, they have a reference and a secret of their own, a contact plan and a language: they see what they must do
    and nothing else of the application.
    """

    class State(models.TextChoices):
        NAMED = "named"
        INVITED = "invited"
        CONFIRMED = "confirmed"
        REFUSED = "refused"
        SILENT = "silent"

    application = models.ForeignKey(Application, models.PROTECT, related_name="parties")
    role = models.SlugField(max_length=60)
    row = models.CharField(max_length=60, blank=True)
    must = models.JSONField()
    silence = models.SlugField(max_length=20)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.NAMED)
    reference = models.CharField(max_length=12, blank=True)
    secret_mac = models.CharField(max_length=64, blank=True)
    contact = models.ForeignKey(ContactPlan, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=8, blank=True)
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    touch = models.ForeignKey(Touch, models.PROTECT, null=True, related_name="+")
    words_sealed = models.BinaryField(default=b"", help_text="Why they refuse, in their own words.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="party_once", fields=["application", "role", "row"]),
            models.UniqueConstraint(name="party_reference_once", fields=["reference"], condition=~Q(reference="")),
            models.CheckConstraint(name="party_invited_has_a_reference", condition=Q(state="named") | ~Q(reference="")),
            models.CheckConstraint(
                name="party_answered_at_once",
                condition=Q(state__in=["confirmed", "refused"], answered_at__isnull=False)
                | (~Q(state__in=["confirmed", "refused"]) & Q(answered_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def subject(self) -> str:
        """What their words are sealed about."""
        return f"party:{self.pk}"


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


class Output(models.Model):
    """A document the person gets: rendered and sealed, issued in one form by one way, tracked until they have it.

    Anybody can check it by its `number`; `fingerprint` is the SHA-256 of the file.
    """

    class State(models.TextChoices):
        ORDERED = "ordered"
        ISSUED = "issued"
        SENT = "sent"
        READY = "ready"
        HANDED_OVER = "handed_over"
        REVOKED = "revoked"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="outputs")
    document = models.SlugField(max_length=100)
    number = models.CharField(max_length=12, unique=True)
    form = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=State, default=State.ORDERED)
    fingerprint = models.CharField(max_length=64, blank=True)
    ordered_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=100, blank=True)
    moved_at = models.DateTimeField(null=True, help_text="When it was sent, made ready or handed over.")
    tracking = models.CharField(max_length=60, blank=True)
    receiver = models.CharField(
        max_length=100, blank=True, help_text="Whom it was handed to: a mandate, or the person."
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ordered_at", "document"]
        constraints = [
            models.UniqueConstraint(name="output_once", fields=["case", "document"], condition=~Q(state="revoked")),
            models.CheckConstraint(
                name="output_issued_by_somebody",
                condition=Q(state__in=["ordered", "revoked"]) | (~Q(issued_by="") & ~Q(fingerprint="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """What its file is sealed about."""
        return f"output:{self.id}"


class Offer(models.Model):
    """A service that is offered to a person because of a case, or proposed to them: never begun without them.

    What is known already waits under the key of the application it comes from, and is copied when they take it up.
    """

    class State(models.TextChoices):
        OFFERED = "offered"
        TAKEN_UP = "taken_up"
        REFUSED = "refused"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="offers")
    service = models.SlugField(max_length=100)
    proposed = models.BooleanField(default=False, help_text="All that is needed is known: only to accept or correct.")
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    taken_up = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="offer_once", fields=["case", "service"])]

    def __str__(self) -> str:
        return f"{self.service} {self.state}"
