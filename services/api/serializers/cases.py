"""Cases as those see them who work on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from services.api.fields import Anything, Said, Text
from services.api.serializers.applications import After
from services.api.serializers.following import OutputGiven
from services.casework.deciding import grounds_of
from services.casework.models import (
    Case,
    CaseStatus,
    Deadline,
    Decision,
    Document,
    FeeDue,
    Likeness,
    Link,
    Note,
    Party,
    Request,
    Task,
)
from services.casework.models.cases import NEVER
from services.casework.noting import text_of
from services.casework.queue import STATES


class Filtered(After):
    """Which cases: by whose they are, state, type, step, language and team; or those in which all words are found.

    With `search`, a reference, words or a number, nothing else is looked at.
    """

    whose = serializers.ChoiceField(choices=["mine", "free"], required=False, default="")
    state = serializers.ChoiceField(choices=list(STATES), required=False, default="open")
    case_type = Text(required=False, default="", max_length=100)
    step = Text(required=False, default="", max_length=60)
    language = Text(required=False, default="", max_length=8)
    team = serializers.IntegerField(required=False, default=None, min_value=1, max_value=2**31 - 1)
    search = Text(required=False, default="", allow_blank=True, max_length=200)


class Colleague(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = Said()


class QueuedCase(serializers.ModelSerializer[Case]):
    """A case in the queue, which stands in the order of the law."""

    service = serializers.CharField(source="version.service.slug")
    handler = Colleague(allow_null=True)
    team = serializers.IntegerField(source="team_id", allow_null=True)
    due_before = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (
            "id", "reference", "application", "service", "case_type", "step", "result", "lane", "priority", "waiting",
            "due_before", "handler", "team", "language", "began_on", "opened_at", "decided_at", "closed_at", "main",
            "about", "merged_into", "revision",
        )  # fmt: skip

    def get_due_before(self, case: Case) -> datetime | None:
        """Of a case without a deadline nothing; the queue sorts it behind all others."""
        return None if case.due_before == NEVER else case.due_before


class Queue(serializers.Serializer[Any]):
    """`after` is the key of the next page; `more` says that a search found more than is shown."""

    results = QueuedCase(many=True)
    after = Said()
    more = serializers.BooleanField()


class AnswerGiven(serializers.Serializer[Any]):
    """An answer with where it comes from: who keyed it, through which channel, when."""

    instance = serializers.CharField()
    text = Said()
    value = Anything()
    shown = Said()
    origin = Said()
    keyed_by = Said()
    channel = Said()
    at = serializers.DateTimeField(allow_null=True)


class StatusReached(serializers.ModelSerializer[CaseStatus]):
    class Meta:
        model = CaseStatus
        fields = ("step", "at", "by")


class CaseTask(serializers.ModelSerializer[Task]):
    class Meta:
        model = Task
        fields = ("id", "kind", "name", "about", "role", "four_eyes", "state", "opened_at", "done_at")


class CaseRequest(serializers.ModelSerializer[Request]):
    class Meta:
        model = Request
        fields = ("id", "state", "asked_at", "asked_by", "before", "answered_at")


class CaseNote(serializers.ModelSerializer[Note]):
    text = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = ("id", "text", "by", "at")

    def get_text(self, note: Note) -> str:
        return text_of(note)


class CaseDecision(serializers.ModelSerializer[Decision]):
    grounds = serializers.SerializerMethodField()
    legal_basis = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))

    class Meta:
        model = Decision
        fields = (
            "id", "state", "result", "grounds", "legal_basis", "automatic", "proposed_by", "decided_by", "decided_at",
            "appeal_before",
        )  # fmt: skip

    def get_grounds(self, decision: Decision) -> str:
        return grounds_of(decision)


class CaseDocument(serializers.ModelSerializer[Document]):
    """A file given as evidence, or put there by `filed_by`; what is in it stands under its own address."""

    class Meta:
        model = Document
        fields = (
            "id", "instance", "kind", "size", "filed_by", "received_at", "scanned_by", "checked_at", "accepted",
        )  # fmt: skip


class CaseParty(serializers.ModelSerializer[Party]):
    class Meta:
        model = Party
        fields = ("id", "role", "state", "due_on", "invited_at", "answered_at")


class CaseFee(serializers.ModelSerializer[FeeDue]):
    """`claimed` is the exemption asked for on evidence, to be judged."""

    class Meta:
        model = FeeDue
        fields = ("id", "name", "amount", "currency", "exempt", "claimed", "due", "settled_at")


class CaseLikeness(serializers.ModelSerializer[Likeness]):
    """Another application that may be about the same matter or person."""

    class Meta:
        model = Likeness
        fields = ("id", "other", "why", "found_at", "settled_at")


class CaseLink(serializers.ModelSerializer[Link]):
    class Meta:
        model = Link
        fields = ("other", "kind", "at")


class CaseDeadline(serializers.ModelSerializer[Deadline]):
    """`first_before` is what the person was told first."""

    class Meta:
        model = Deadline
        fields = (
            "due_on", "before", "first_before", "silence", "suspended_at", "extended_at", "promised_on", "met_at",
            "lapsed_at",
        )  # fmt: skip


class WorkedCase(serializers.Serializer[Any]):
    """Everything in a case; `results` are those it may be decided with."""

    case = QueuedCase()
    results = serializers.ListField(child=serializers.CharField())
    deadline = CaseDeadline(allow_null=True)
    answers = AnswerGiven(many=True)
    documents = CaseDocument(many=True)
    statuses = StatusReached(many=True)
    tasks = CaseTask(many=True)
    requests = CaseRequest(many=True)
    notes = CaseNote(many=True)
    decisions = CaseDecision(many=True)
    parties = CaseParty(many=True)
    fees = CaseFee(many=True)
    outputs = OutputGiven(many=True)
    likenesses = CaseLikeness(many=True)
    links = CaseLink(many=True)
