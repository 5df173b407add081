"""Systems that act through this door, the applications each of them holds, and what they were answered."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from services.casework.models import Application, Touch
from services.catalogue.models import Organisation
from services.people.models import User
from services.record import clock
from services.record.models import DataKey


class System(models.Model):
    """A machine of an organisation; its token is kept as a hash, and its account works on cases as a colleague does."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="systems")
    name = models.CharField(max_length=200)
    scopes = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.OneToOneField(User, models.PROTECT, related_name="system")
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def keyed_by(self) -> str:
        """Who writes what is done for a person through this system, and its chain in the ledger."""
        return f"system:{self.pk}"


class Held(models.Model):
    """An application that a system holds: it began it, or was given its reference and secret.

    `touch` is the visit that is going on, or was the last.
    """

    system = models.ForeignKey(System, models.PROTECT, related_name="held")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="held_once", fields=["system", "application"])]

    def __str__(self) -> str:
        return f"{self.application_id} by {self.system_id}"


class Reply(models.Model):
    """What was answered under an Idempotency-Key, for who asks the same again; sealed, and forgotten after a day."""

    system = models.ForeignKey(System, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64, help_text="HMAC of what was asked.")
    status = models.PositiveSmallIntegerField()
    body_sealed = models.BinaryField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reply_once_a_key", fields=["system", "key"]),
            models.CheckConstraint(name="reply_of_success", condition=Q(status__range=(200, 299))),
        ]
        indexes = [models.Index(name="reply_expires", fields=["expires_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """What its body is sealed about."""
        return f"reply:{self.system_id}:{self.key}"
