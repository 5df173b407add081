"""Time that runs: the authority's deadline, everybody else's own limits, and the outages that stop those."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from services.casework.models.applications import Application
from services.casework.models.cases import Case


class Deadline(models.Model):
    """How long the authority has for a case; `calendar_version` is the calendar it was counted with.

    It stands still between `suspended_at` and the resumption, and `before` then moves by as long as it stood. What the
    person was told first stays in `first_before`.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="deadline")
    counted_from = models.DateTimeField()
    due_on = models.DateField()
    before = models.DateTimeField(help_text="The first moment that is too late.")
    first_before = models.DateTimeField()
    silence = models.SlugField(max_length=20)
    unit = models.CharField(max_length=20, default="calendar_days")
    calendar = models.CharField(max_length=6)
    calendar_version = models.PositiveIntegerField()
    suspends = models.JSONField(default=list)
    suspended_at = models.DateTimeField(null=True)
    extension = models.JSONField(default=dict, help_text="By how much it may be put off, once; empty where never.")
    extended_at = models.DateTimeField(null=True)
    promised_on = models.DateField(null=True, help_text="The new date the person was told before it was late.")
    warned_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="deadline_lies_ahead", condition=Q(before__gt=F("counted_from")))]
        indexes = [
            models.Index(
                name="deadline_running",
                fields=["before"],
                condition=Q(met_at=None, lapsed_at=None, suspended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"


class Suspension(models.Model):
    """A time in which a deadline stood still, and why."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="suspensions")
    reason = models.SlugField(max_length=20)
    about = models.CharField(max_length=100)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="suspension_once", fields=["deadline", "about"])]

    def __str__(self) -> str:
        return self.reason


class Limit(models.Model):
    """A person's own time limit: to answer a request, to appeal, to confirm as a party, to take up a proposal."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        APPEAL = "appeal"
        PARTY = "party"
        PROPOSAL = "proposal"

    application = models.ForeignKey(Application, models.CASCADE, related_name="limits")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="limits")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=100, help_text="The id of what is to be done within it.")
    began_at = models.DateTimeField()
    before = models.DateTimeField(help_text="The first moment that is too late.")
    calendar = models.CharField(max_length=6)
    outages = models.JSONField(default=list, help_text="The outages it was made longer by.")
    met_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="limit_once", fields=["kind", "about"]),
            models.CheckConstraint(name="limit_lies_ahead", condition=Q(before__gt=F("began_at"))),
            models.CheckConstraint(name="limit_met_or_lapsed", condition=Q(met_at=None) | Q(lapsed_at=None)),
        ]
        indexes = [models.Index(name="limit_running", fields=["before"], condition=Q(met_at=None, lapsed_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} {self.before:%Y-%m-%d}"


class Outage(models.Model):
    """A door that was down: everybody's own limits are longer by the days it touched, whichever door they use."""

    channel = models.CharField(max_length=20)
    words = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    entered_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outage_ends_after_it_begins", condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at"))
            ),
            models.UniqueConstraint(name="one_outage_a_door", fields=["channel"], condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.began_at:%Y-%m-%d}"
