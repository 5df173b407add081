"""What was sent and what became of it; who wants no texts; and what a phone of the demonstration shows."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Sent(models.Model):
    """One text of ours, by our own reference: what the gateway said of it last.

    `status` is one of Ours until they take it, then theirs (statuses.RANKS); `rank` and `sequence` keep it from
    going back. Of the number there is an HMAC only, and nothing of what was said.
    """

    class Ours(models.TextChoices):
        GOING = "going", "The request is out, or whoever made it died."
        HELD = "held", "It certainly did not leave, and may be tried again."
        UNSURE = "unsure", "They may have it; it is not sent again."
        REFUSED = "refused", "They will never take it."

    reference = models.CharField(max_length=40, unique=True)
    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=64, blank=True, help_text="What they know it by, once they say.")
    fingerprint = models.CharField(max_length=120, help_text="Of the number.")
    segments = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField(default=0)
    sequence = models.IntegerField(default=-1)
    error = models.CharField(max_length=40, blank=True, help_text="A class or a code, never a text.")
    sent_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sent_once_a_provider_id", fields=["gateway", "provider_id"], condition=~Q(provider_id="")
            ),
            models.CheckConstraint(
                name="sent_ours_has_no_rank",
                condition=~Q(status__in=["going", "held", "unsure", "refused"]) | Q(rank=0),
            ),
        ]
        indexes = [models.Index(name="sent_to_forget", fields=["moved_at"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.status}"


class Stopped(models.Model):
    """A number that wants no more texts from one sender of ours, since it said a word such as STOP."""

    token = models.CharField(max_length=64, help_text="Of the number, as services.record.tokens makes it.")
    sender = models.CharField(max_length=40)
    word = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="stopped_once_a_sender", fields=["token", "sender"])]

    def __str__(self) -> str:
        return f"{self.sender} since {self.since:%Y-%m-%d}"


class HandsetMessage(models.Model):
    """A text on a phone of the demonstration, in the clear, for a day; production makes none."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    fingerprint = models.CharField(max_length=120, help_text="Of the number.")
    sender = models.CharField(max_length=40)
    text = models.TextField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="handset_shows", fields=["fingerprint", "sent_at"])]

    def __str__(self) -> str:
        return str(self.id)
