"""Who waits for a person on the telephone, and the hours in which one helps."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from services.casework.models import Application, Touch


class Waiting(models.Model):
    """Somebody who wants to talk to a person: on the `line` now, or called back between two moments.

    The number is sealed, "" where it was withheld; `caller` is its HMAC. The application is there only where it was
    shown in that very call to be theirs.
    """

    class Outcome(models.TextChoices):
        HELPED = "helped", "They talked."
        NOT_REACHED = "not_reached", "Nobody answered."
        HUNG_UP = "hung_up", "They left the line."
        CANCELLED = "cancelled", "They took it back."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    number_sealed = models.BinaryField()
    caller = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8)
    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    touch = models.ForeignKey(Touch, models.SET_NULL, null=True, related_name="+")
    line = models.CharField(max_length=64, blank=True, help_text="What the provider knows their call by.")
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="When their line was heard of last.")
    promised_from = models.DateTimeField(null=True)
    promised_until = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.SlugField(max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="waiting_once_a_caller", fields=["caller"], condition=Q(ended_at=None) & ~Q(caller="")
            ),
            models.CheckConstraint(name="waiting_promised_both", condition=Q(promised_from=None, promised_until=None)
                | Q(promised_until__gt=models.F("promised_from"))),
        ]  # fmt: skip
        indexes = [models.Index(name="waiting_in_order", fields=["asked_at"], condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its number is sealed about, and whose ledger it is in."""
        return f"waiting:{self.id}"


class Session(models.Model):
    """One person helped by another, who is always named: in which words they agreed, and through which visit.

    Until `consented_at` nothing of an application is shown or keyed. Whoever does nothing for a while ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waiting = models.ForeignKey(Waiting, models.PROTECT, null=True, related_name="sessions")
    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    words = models.TextField(blank=True, help_text="What was read to them, and they agreed to.")
    consented_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.SlugField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="session_once_a_person", fields=["waiting"], condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="session_nothing_before_consent", condition=Q(application=None) | Q(consented_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        return f"assisted:{self.id}"
