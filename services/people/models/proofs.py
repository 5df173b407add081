"""What is on its way to somebody who proves who they are."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

MOST_ATTEMPTS = 10


class ProofCode(models.Model):
    """A code for one subject ("application:…"), sent by text, told in a call, or posted as a PIN.

    Kept as an HMAC; what is to be sent is sealed until it went out. Of one factor (a telephone, a home) there is one
    at a time: a new one ends the one before. `destination` is a token of where it went.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        SENT = "sent"
        FAILED = "failed"
        UNCERTAIN = "uncertain"
        UNKNOWN = "unknown", "no register knows them as they say"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.CharField(max_length=120)
    way = models.CharField(max_length=10)
    factor = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    to_send = models.BinaryField(default=b"")
    destination = models.CharField(max_length=40, blank=True)
    code_mac = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    error = models.CharField(max_length=60, blank=True, help_text="A class or a code, never a text.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="When it went out, or certainly did not.")
    ended_at = models.DateTimeField(null=True, help_text="Keyed, replaced or withdrawn: it proves nothing any more.")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proof_once_a_factor", fields=["subject", "factor"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(name="proof_attempts_end", condition=Q(attempts__lte=MOST_ATTEMPTS)),
            models.CheckConstraint(name="proof_used_is_over", condition=Q(used_at=None) | Q(ended_at__isnull=False)),
            models.CheckConstraint(
                name="proof_gone_out_is_empty", condition=Q(state="asked", ended_at=None) | Q(to_send=b"")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def about(self) -> str:
        """What it is sealed about."""
        return f"proof:{self.id}"
