"""Applications: what begins one, what moves it on, and where it stands."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.api.fields import LANGUAGES, Asked, Name, Number, Said, Text
from services.api.serializers.steps import StepField


class Begin(Asked):
    """The slug of a service, and the language in which the person applies."""

    service = Name()
    language = serializers.ChoiceField(choices=LANGUAGES)


class Resume(Asked):
    """Reference and secret, however they are spaced."""

    reference = Text(max_length=60)
    secret = Text(max_length=60)


class Answer(Asked):
    """What the person said, and the revision at which the question was shown: 0 for one never answered."""

    raw = Text(allow_blank=True)
    revision = Number()


class Seen(Asked):
    """The revision at which the person saw it all."""

    revision = Number()


class SendCode(Asked):
    """A telephone that the person has with them, and whether the code is texted to it or told in a call."""

    way = serializers.ChoiceField(choices=["sms", "call"])
    number = Text(max_length=60)


class KeyCode(Asked):
    """What the person keyed, however it is spaced."""

    code = Text(max_length=60)


class After(Asked):
    """The key of the next page, as the page before gave it."""

    after = Text(required=False, default="", allow_blank=True, max_length=500)


class Progress(serializers.Serializer[Any]):
    """How many of the questions known to be asked are answered."""

    answered = serializers.IntegerField()
    known = serializers.IntegerField()


class Charge(serializers.Serializer[Any]):
    """A fee as it is for this person, and why."""

    name = serializers.CharField()
    text = Said()
    amount = serializers.CharField()
    currency = serializers.CharField()
    status = serializers.CharField()
    exempt = Said()


class Coming(serializers.Serializer[Any]):
    """What comes of it when it is sent now, or came of it: the fees, the day of the answer, who else is asked."""

    authority = Said()
    decided_by = serializers.DateField(allow_null=True)
    charges = Charge(many=True)
    parties = serializers.ListField(child=Said())
    outputs = serializers.ListField(child=Said())


class Turn(serializers.Serializer[Any]):
    """An application at one step; `revision` goes back with the reply to this step.

    `told` says why other rules count than those it began with. Until `expires_at` a draft is kept.
    """

    id = serializers.UUIDField()
    reference = serializers.CharField()
    service = serializers.CharField()
    language = serializers.CharField()
    step = StepField()
    revision = serializers.IntegerField()
    back = Said()
    progress = Progress()
    can_hold = serializers.BooleanField()
    told = Said()
    coming = Coming(allow_null=True)
    expires_at = serializers.DateTimeField()
    filed_at = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)


class Begun(serializers.Serializer[Any]):
    """A new application, and the only copy of its secret: give both to the person."""

    reference = serializers.CharField()
    secret = serializers.CharField()
    application = Turn()


class Listed(serializers.Serializer[Any]):
    """One of the applications that the system holds."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    service = serializers.CharField(source="version.service.slug")
    status = serializers.ChoiceField(choices=["draft", "submitted", "expired"])
    language = serializers.CharField()
    began_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class Applications(serializers.Serializer[Any]):
    """Those begun last first; `after` is the key of the next page, empty on the last."""

    results = Listed(many=True)
    after = Said()
