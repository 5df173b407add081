"""Whom the services are for, how each wants to be reached, and who may act for them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from services.record import clock


class Person(models.Model):
    """A person the services are for.

    Who they are stands only in `identity`, sealed under a key of their own: a copied table or a log line
    tells nobody that a neighbour asked for help, and destroying the one key erases them from every backup.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    identity = models.BinaryField()
    language = models.CharField(max_length=10, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    created = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """The name of this person's chain in the ledger, and what their identity is sealed about."""
        return f"person:{self.id}"


class ContactPlan(models.Model):
    """How a person wants to be reached about one case, and in which language; changed at any time, through any door.

    `ways` are tried in order; the page under their reference is always there. Where each leads is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    ways = models.JSONField(default=list)
    addresses_sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its addresses are sealed about."""
        return f"contact:{self.id}"


class Mandate(models.Model):
    """Somebody may act for somebody else within a scope, an opaque subject such as "case:…"; ended at any time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    giver = models.ForeignKey(Person, models.PROTECT, related_name="given")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="held")
    scope = models.CharField(max_length=120)
    acts = models.JSONField(default=list)
    given_at = models.DateTimeField()
    given_through = models.CharField(max_length=40, blank=True, help_text="The touch it was given in.")
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="mandate_once", fields=["giver", "holder", "scope"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(name="mandate_between_two", condition=~Q(giver=F("holder"))),
        ]
        indexes = [models.Index(name="mandate_of_scope", fields=["scope"], condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.scope} {self.acts}"
