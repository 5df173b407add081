"""What every app above writes with: data keys, the ledger's chains, events and their deliveries."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from services.record import clock


class DataKey(models.Model):
    """A key for the data of one subject, wrapped by a master key; destroying it erases them everywhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wrapped = models.BinaryField()
    master = models.CharField(max_length=40, help_text="The id of the master key in FIELD_KEYS.")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="datakey_destroyed_is_empty", condition=Q(destroyed_at=None) | Q(wrapped=b""))
        ]

    def __str__(self) -> str:
        return str(self.id)


class Head(models.Model):
    """How far the chain of one subject has come: the sequence and hash of its last entry."""

    subject = models.CharField(max_length=120, primary_key=True)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.subject


class Entry(models.Model):
    """One line of the ledger. The runtime role may insert and read it, nothing else (migration 0002)."""

    subject = models.CharField(max_length=120)
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    data = models.JSONField()
    actor = models.CharField(max_length=100)
    touch = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_once_in_its_chain", fields=["subject", "sequence"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}"


class Unsealed(models.Model):
    """An entry no seal covers yet: a trigger notes it in the writer's transaction, a seal takes it away."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+")

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(models.Model):
    """What the ledger had come to: one hash over the heads moved since the seal before, and over that seal."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    minute = models.DateTimeField(unique=True, help_text="One seal a minute, however many beats there are.")
    previous = models.CharField(max_length=64, blank=True, unique=True)
    root = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"seal {self.number}"


class SealedHead(models.Model):
    """How far one chain had come when it was sealed."""

    pk = models.CompositePrimaryKey("seal_id", "subject")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="heads", db_index=False)
    subject = models.CharField(max_length=120)
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="head_sealed_once", fields=["subject", "sequence"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}"


class SignedSeal(models.Model):
    """The seal of one day (the authority's), signed with Ed25519; keys and signatures in base64."""

    day = models.DateField(primary_key=True)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, help_text="Of the seal, as it was when it was signed.")
    previous = models.CharField(max_length=64, blank=True, unique=True, help_text="Hash of the day signed before.")
    key = models.CharField(max_length=40, help_text="The id of the key in SEAL_KEYS.")
    public_key = models.CharField(max_length=44)
    signature = models.CharField(max_length=88)
    countersignature = models.CharField(max_length=88, blank=True, help_text="The key before, when it changed.")

    def __str__(self) -> str:
        return f"{self.day} {self.seal_id}"


class Event(models.Model):
    """Something that happened, for whoever subscribed to its kind; it carries ids, never answers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    data = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Delivery(models.Model):
    """One event on its way to one subscriber; claimed by conditional update with a lease."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        SENDING = "sending"
        DONE = "done"
        UNCERTAIN = "uncertain"
        FAILED = "failed"

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="By the database's clock: not before this moment.")
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True, help_text="By the database's clock.")
    error = models.CharField(max_length=200, blank=True, help_text="The class of the last error, never its text.")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delivery_once_a_subscriber", fields=["event", "subscriber"]),
            models.CheckConstraint(
                name="delivery_leased_while_at_work",
                condition=Q(state__in=["claimed", "sending"], lease__isnull=False, lease_until__isnull=False)
                | (~Q(state__in=["claimed", "sending"]) & Q(lease=None, lease_until=None)),
            ),
        ]
        indexes = [
            models.Index(name="delivery_due", fields=["due_at"], condition=Q(state="waiting")),
            models.Index(
                name="delivery_lease_over", fields=["lease_until"], condition=Q(state__in=["claimed", "sending"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subscriber}"
