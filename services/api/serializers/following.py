"""A case as the person it is about sees it, and what they can do in it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.api.fields import LANGUAGES, Asked, Id, Name, Number, Said, Text
from services.api.serializers.steps import StepField
from services.casework.models import Offer, Output, Party, Request


class DatedStep(serializers.Serializer[Any]):
    step = serializers.CharField()
    words = Said()
    at = serializers.DateTimeField()


class RequestMade(serializers.ModelSerializer[Request]):
    """Something the person is asked for; its questions stand under its own address."""

    class Meta:
        model = Request
        fields = ("id", "state", "asked_at", "before", "answered_at")


class PartyAsked(serializers.ModelSerializer[Party]):
    """Somebody else who must do something."""

    class Meta:
        model = Party
        fields = ("id", "role", "state", "due_on", "invited_at", "answered_at")


class Made(serializers.Serializer[Any]):
    """What was decided, why, by which law, and until when one can object."""

    id = serializers.UUIDField()
    result = serializers.CharField()
    words = Said()
    grounds = Said()
    legal_basis = serializers.ListField(child=serializers.CharField())
    at = serializers.DateTimeField()
    automatic = serializers.BooleanField()
    corrects = serializers.BooleanField()
    appeal_before = serializers.DateTimeField(allow_null=True)


class OutputGiven(serializers.ModelSerializer[Output]):
    """A document the person gets."""

    class Meta:
        model = Output
        fields = ("id", "document", "number", "form", "way", "language", "state", "issued_at", "moved_at", "tracking")


class Offered(serializers.ModelSerializer[Offer]):
    """A service offered because of this case; `proposed` where all it needs is known already."""

    class Meta:
        model = Offer
        fields = ("id", "service", "proposed", "state", "offered_at")


class FollowedCase(serializers.Serializer[Any]):
    """`above` is the case that this one is a part of, or an appeal in."""

    id = serializers.UUIDField(source="case_id")
    kind = serializers.ChoiceField(choices=["main", "part", "appeal"])
    above = serializers.UUIDField(allow_null=True)
    reference = serializers.CharField()
    title = Said()
    language = serializers.CharField()
    open = serializers.BooleanField()
    steps = DatedStep(many=True)
    due_on = serializers.DateField(allow_null=True)
    promised_on = serializers.DateField(allow_null=True)
    expected_on = serializers.DateField(allow_null=True)
    late = serializers.BooleanField()
    stands_still = serializers.BooleanField()
    requests = RequestMade(many=True)
    parties = PartyAsked(many=True)
    decision = Made(allow_null=True)
    outputs = OutputGiven(many=True)
    offers = Offered(many=True)
    can_withdraw = serializers.BooleanField()
    can_correct = serializers.BooleanField()
    can_appeal = serializers.BooleanField()
    revision = serializers.IntegerField()


class Following(serializers.Serializer[Any]):
    """The main case first, then its parts and the appeals, each with what it stands below."""

    application = serializers.UUIDField()
    cases = FollowedCase(many=True)


class Provided(serializers.Serializer[Any]):
    """A request at one step: a question, the check before it is handed in, or done."""

    id = serializers.UUIDField()
    application = serializers.UUIDField()
    reference = serializers.CharField()
    language = serializers.CharField()
    step = StepField()
    revision = serializers.IntegerField()
    back = Said()
    before = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Request.State.choices)


class Correct(Asked):
    """The answers that are not right: a request for them is begun, and answered as any other."""

    answers = serializers.ListField(child=Name(), min_length=1, max_length=12)


class Object(Asked):
    """Which of the cases, and why, in the person's own words."""

    case = Id()
    grounds = Text()


class HandIn(Asked):
    """The revision at which the person checked the answers."""

    revision = Number()


class ChooseWay(Asked):
    """One of the ways the law names."""

    way = Name(max_length=20)


class TakeUp(Asked):
    """The language in which the person goes on."""

    language = serializers.ChoiceField(choices=LANGUAGES)


class OutputWays(serializers.Serializer[Any]):
    """How a document is given out, the usual way first."""

    way = serializers.CharField()
    ways = serializers.ListField(child=serializers.CharField())


class FileHeld(serializers.Serializer[Any]):
    """A file given as evidence; `size` in bytes, `kind` by its content."""

    id = serializers.UUIDField()
    name = Said()
    kind = serializers.CharField()
    size = serializers.IntegerField()


class Files(serializers.Serializer[Any]):
    """Those given for one question, in the order they came."""

    results = FileHeld(many=True)


class GiveFile(serializers.Serializer[Any]):
    """One file, in a form."""

    file = serializers.FileField(allow_empty_file=True, max_length=1000)
