"""Cases: what an authority works on, the steps they went through, and the figures of each day."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from django.db import models
from django.db.models import Case as DBCase
from django.db.models import F, Q, Value, When

from services.casework.models.applications import Application
from services.catalogue.models import Organisation, Version
from services.people.models import ContactPlan, Team, User

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""When a case without a deadline is due: so that all of them stand in one order."""

QUEUES = {
    "case_queue": (),
    "case_of_type": ("case_type",),
    "case_of_handler": ("handler",),
    "case_of_team": ("team",),
    "case_in_language": ("language",),
    "case_at_step": ("step",),
}
"""Indexes that have the live cases of an organisation in their order: all, and by what a list is narrowed to.

However rare what is sought is, a page reads no more than it shows.
"""


class Case(models.Model):
    """What the authority works on; an application opens at most one of each case type.

    `step`, `waiting` and `due_before` repeat what stands in its statuses, requests and deadline, for the queue alone,
    and `stage` tells by the other columns where in the queue it belongs.
    `revision` goes up with everything that is done in it. An appeal is a case `about` another.
    """

    class Lane(models.IntegerChoices):
        """In which order cases are taken up: never by the channel."""

        PRIORITY = 0
        SAME_DAY = 1
        USUAL = 2

    class Stage(models.TextChoices):
        OPEN = "open"
        WAITING = "waiting"
        DECIDED = "decided"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="cases")
    case_type = models.SlugField(max_length=100)
    reference = models.CharField(max_length=12, unique=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="cases")
    main = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="appeals")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="cases")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="cases")
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="cases")
    contact = models.ForeignKey(ContactPlan, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=8)
    step = models.SlugField(max_length=60, default="received")
    result = models.SlugField(max_length=60, blank=True)
    lane = models.PositiveSmallIntegerField(choices=Lane, default=Lane.USUAL)
    priority = models.SlugField(max_length=60, blank=True)
    waiting = models.BooleanField(default=False, help_text="For something the applicant owes.")
    due_before = models.DateTimeField(default=NEVER)
    began_on = models.DateField()
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    stage = models.GeneratedField(
        expression=DBCase(
            When(closed_at__isnull=False, then=Value("closed")),
            When(decided_at__isnull=False, then=Value("decided")),
            When(waiting=True, then=Value("waiting")),
            default=Value("open"),
        ),
        output_field=models.CharField(max_length=8, choices=Stage),
        db_persist=True,
    )
    archive_on = models.DateField(null=True)
    destroy_on = models.DateField(null=True)
    archived_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_once_a_type", fields=["application", "case_type"], condition=Q(about=None)
            ),
            models.UniqueConstraint(
                name="one_appeal_at_a_time", fields=["about"], condition=Q(closed_at=None, about__isnull=False)
            ),
            models.CheckConstraint(name="case_closed_has_a_result", condition=Q(closed_at=None) | ~Q(result="")),
            models.CheckConstraint(name="case_not_about_itself", condition=Q(about=None) | ~Q(about=F("id"))),
            models.CheckConstraint(name="case_priority_has_its_lane", condition=Q(priority="") | Q(lane=0)),
        ]
        indexes = [
            *(
                models.Index(
                    name=name,
                    fields=["authority", *narrowed, "stage", "lane", "due_before", "began_on", "id"],
                    condition=Q(closed_at=None),
                )
                for name, narrowed in QUEUES.items()
            ),
            # an order is not seen through "IS NULL" in the key of an index, but through its condition
            models.Index(
                name="case_of_nobody",
                fields=["authority", "stage", "lane", "due_before", "began_on", "id"],
                condition=Q(closed_at=None, handler=None),
            ),
            models.Index(name="case_to_archive", fields=["archive_on"], condition=Q(archived_at=None)),
            models.Index(name="case_to_destroy", fields=["destroy_on"], condition=Q(destroyed_at=None)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """The name of this case's chain in the ledger."""
        return f"case:{self.id}"

    @property
    def open(self) -> bool:
        return self.closed_at is None


class CaseStatus(models.Model):
    """One dated step of a case; which there are, and which of them tell the citizen, is the case type's to say."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="statuses")
    step = models.SlugField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.step


class Link(models.Model):
    """Two cases that have to do with each other."""

    class Kind(models.TextChoices):
        RELATED = "related"
        DUPLICATE = "duplicate"

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, models.CASCADE, related_name="linked")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="link_once", fields=["case", "other"]),
            models.CheckConstraint(name="link_between_two", condition=~Q(case=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class SearchToken(models.Model):
    """One word by which staff of an authority find a case, as an HMAC (services/record/tokens.py)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    token = models.CharField(max_length=32)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(name="token_found", fields=["authority", "token", "-opened_at", "case"]),
            models.Index(name="token_of_case", fields=["case", "token"]),
        ]

    def __str__(self) -> str:
        return self.token


class DailyFigures(models.Model):
    """What happened in an authority on one day, by case type, and how it stood in the night after.

    The days to decision are of those decided that day.
    """

    authority = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    case_type = models.SlugField(max_length=100)
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)
    decided = models.PositiveIntegerField(default=0)
    decided_late = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    days_to_decision = models.PositiveIntegerField(default=0, help_text="Calendar days, summed.")
    open = models.PositiveIntegerField(db_default=0, help_text="Undecided, in the night after.")
    due_soon = models.PositiveIntegerField(db_default=0)
    overdue = models.PositiveIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="figures_once_a_day", fields=["authority", "case_type", "day"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_type} {self.day}"
