"""What people are told: each message once, and one row for each way that was tried to bring it to them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from services.casework.models import Application, Case, Party
from services.people.models import ContactPlan
from services.record.models import Event


class Notice(models.Model):
    """One message about an application, on its page from the moment it is written.

    It goes where the contact plan led when it was written: `ways` and `addresses_sealed` are the plan's of
    `plan_revision`. Its words are sealed under the key of the application; what is sent of them only until it is sent.
    Anybody can check it by its `number`.
    """

    class Recipient(models.TextChoices):
        APPLICANT = "applicant"
        PARTY = "party"
        FORMER_ADDRESS = "former"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    application = models.ForeignKey(Application, models.CASCADE, related_name="notices")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="notices")
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="notices")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")
    recipient = models.CharField(max_length=10, choices=Recipient)
    kind = models.SlugField(max_length=40)
    language = models.CharField(max_length=8)
    words_sealed = models.BinaryField()
    message_sealed = models.BinaryField(default=b"")
    plan = models.ForeignKey(ContactPlan, models.PROTECT, null=True, related_name="+")
    plan_revision = models.PositiveIntegerField(default=0)
    ways = models.JSONField(default=list)
    addresses_sealed = models.BinaryField(default=b"")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_once_an_event", fields=["event", "recipient"]),
            models.CheckConstraint(name="notice_number_is_digits", condition=Q(number__regex=r"^[1-9][0-9]{11}$")),
            models.CheckConstraint(
                name="notice_of_a_party_has_one",
                condition=Q(recipient="party", party__isnull=False) | (~Q(recipient="party") & Q(party=None)),
            ),
            models.CheckConstraint(name="notice_sent_by_a_plan", condition=Q(ways=[]) | Q(plan__isnull=False)),
        ]
        indexes = [
            models.Index(name="notice_on_page", fields=["application", "-created_at"]),
            models.Index(name="notice_keeps_message", fields=["created_at"], condition=~Q(message_sealed=b"")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def subject(self) -> str:
        """What its words are sealed about; its message about this and `:message`."""
        return f"notice:{self.id}"

    @property
    def chain(self) -> str:
        """The chain in the ledger that tells what became of it."""
        return f"case:{self.case_id}" if self.case_id else f"application:{self.application_id}"


class Attempt(models.Model):
    """One way tried for one notice. Where a state may lead, services.notices.attempts says; a final one stays.

    `sent` is what the other side said that it took; where it says later that it did not arrive, it has failed for good.
    With `uncertain` the connection was lost, or the worker, when it may have taken it: it is not sent again. The
    address is kept as an HMAC only.
    """

    class State(models.TextChoices):
        CREATED = "created"
        SENDING = "sending"
        TEMPORARY_FAILURE = "temporary_failure"
        UNCERTAIN = "uncertain"
        SENT = "sent"
        PERMANENT_FAILURE = "permanent_failure"
        TECHNICAL_FAILURE = "technical_failure"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attempts")
    way = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=120, help_text="Of the address.")
    client_reference = models.CharField(max_length=40, unique=True, help_text="What the other side knows it by.")
    state = models.CharField(max_length=20, choices=State, default=State.CREATED)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=100, blank=True, help_text="The class of the last error, never its text.")
    until = models.DateTimeField(
        null=True, help_text="By the database's clock: when whoever sends it counts as dead, or it is tried again."
    )
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attempt_once_a_way", fields=["notice", "way"]),
            models.CheckConstraint(
                name="attempt_state_known",
                condition=Q(
                    state__in=[
                        "created",
                        "sending",
                        "temporary_failure",
                        "uncertain",
                        "sent",
                        "permanent_failure",
                        "technical_failure",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="attempt_waits_until",
                condition=Q(state__in=["sending", "temporary_failure"], until__isnull=False)
                | (~Q(state__in=["sending", "temporary_failure"]) & Q(until=None)),
            ),
        ]
        indexes = [models.Index(name="attempt_waiting", fields=["until"], condition=Q(until__isnull=False))]

    def __str__(self) -> str:
        return f"{self.client_reference} {self.state}"
