"""What is done in a case: tasks, requests to the applicant, notes, decisions, and likeness to other applications."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from services.casework.models.applications import Application, Touch
from services.casework.models.cases import Case
from services.people.models import Team, User


class Task(models.Model):
    """Work to be done in a case: named by its type, or by the platform when something went wrong or ran out.

    A task of four eyes is confirmed by somebody else than who did it.
    """

    class Kind(models.TextChoices):
        TYPE = "type"
        PLATFORM = "platform"

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        CONFIRMED = "confirmed"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TYPE)
    name = models.SlugField(max_length=60)
    about = models.CharField(max_length=100, blank=True)
    role = models.SlugField(max_length=60, default="handler")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="tasks")
    assignee = models.ForeignKey(User, models.PROTECT, null=True, related_name="tasks")
    four_eyes = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=100, blank=True)
    confirmed_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="task_once", fields=["case", "kind", "name", "about"]),
            models.CheckConstraint(
                name="task_confirmed_by_another", condition=Q(confirmed_by="") | ~Q(confirmed_by=F("done_by"))
            ),
        ]
        indexes = [
            models.Index(name="task_open", fields=["case", "role"], condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def finished(self) -> bool:
        done = self.State.CONFIRMED if self.four_eyes else self.State.DONE
        return self.state in (done, self.State.DROPPED)


class Request(models.Model):
    """Something the applicant is asked for: questions in the language of definitions, answered through any door.

    `rules` are a small definition of its questions; a question with the id of one of the service's corrects that
    answer. Its words by language and what was answered are sealed under the key of the application.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="requests")
    rules = models.JSONField()
    words_sealed = models.BinaryField()
    values_sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=100)
    before = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    touch = models.ForeignKey(Touch, models.PROTECT, null=True, related_name="+")
    keyed_by = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(name="request_answered_at_once", condition=Q(answered_at=None) | Q(state="answered"))
        ]
        indexes = [models.Index(name="request_open", fields=["case"], condition=Q(state="open"))]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its words and values are sealed about."""
        return f"request:{self.id}"


class Note(models.Model):
    """What a colleague should know; for the file, never for the applicant's page."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text_sealed = models.BinaryField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its text is sealed about."""
        return f"note:{self.id}"


class Decision(models.Model):
    """What was decided, on which grounds, and what the person can do against it; one stands at a time in a case.

    One that needs four eyes is only proposed until another colleague confirms it. A correction or a reopening replaces
    it, and it stays in the file.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        STANDS = "stands"
        REPLACED = "replaced"
        TURNED_DOWN = "turned_down"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=12, choices=State)
    result = models.SlugField(max_length=60)
    grounds_sealed = models.BinaryField()
    legal_basis = models.JSONField(default=list)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    automatic = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=100)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    appeal_before = models.DateTimeField(null=True)

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.UniqueConstraint(name="one_decision_stands", fields=["case"], condition=Q(state="stands")),
            models.UniqueConstraint(name="one_decision_proposed", fields=["case"], condition=Q(state="proposed")),
            models.CheckConstraint(
                name="decision_stands_by_somebody",
                condition=~Q(state__in=["stands", "replaced"]) | (~Q(decided_by="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.state}"

    @property
    def subject(self) -> str:
        """What its grounds are sealed about."""
        return f"decision:{self.id}"


class Likeness(models.Model):
    """Two applications that may be about the same matter or person; for staff only, nobody else is told."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Application, models.CASCADE, related_name="+")
    why = models.CharField(max_length=20)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="likeness_once", fields=["application", "other"]),
            models.CheckConstraint(name="likeness_of_two", condition=~Q(application=F("other"))),
        ]

    def __str__(self) -> str:
        return self.why


class MatterToken(models.Model):
    """What an application is about, as an HMAC: equal ones may be the same matter. Written when it is reviewed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="matters")
    why = models.CharField(max_length=20)
    token = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(name="matter_once", fields=["application", "token"])]
        indexes = [models.Index(name="matter_found", fields=["token"])]

    def __str__(self) -> str:
        return self.why
