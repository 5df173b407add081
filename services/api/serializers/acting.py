"""What is said when something is done in a case."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.api.fields import Asked, Flag, Id, Name, Number, Text
from services.casework.handling.asking import OWN_TYPES
from services.people.contact_plans import WAYS


class HandOn(Asked):
    """The id of a colleague."""

    to = Id()


class OwnQuestion(Asked):
    """A question in one's own words, in the language of the case; `options` are those of a choice."""

    type = serializers.ChoiceField(choices=OWN_TYPES)
    text = Text()
    hint = Text(required=False, default="", allow_blank=True)
    options = serializers.ListField(child=Text(), required=False, default=list, max_length=50)


class AskFor(Asked):
    """Questions of the service to be asked `again`, `own` ones, and how many days there are to answer."""

    again = serializers.ListField(child=Name(), required=False, default=list, max_length=50)
    own = OwnQuestion(many=True, required=False, default=list)
    days = Number(required=False, default=14)


class Write(Asked):
    text = Text()


class LegalBasis(Asked):
    title = Text(max_length=500)
    article = Text(required=False, default="", allow_blank=True, max_length=200)


class Decide(Asked):
    """The result, the grounds in the language of the case, and the law it rests on."""

    result = Name()
    grounds = Text()
    legal_basis = serializers.ListField(child=LegalBasis(), min_length=1, max_length=20)


class Because(Asked):
    """Why; it stays in the file."""

    reason = Text()


class Prioritise(Asked):
    """One of the reasons that the case type has; empty to take it back."""

    priority = Name(allow_blank=True)


class Move(Asked):
    """One of the steps that the case type has for itself."""

    step = Name()


class OtherCase(Asked):
    case = Id()


class Judge(Asked):
    accepted = Flag()


class ReachParty(Asked):
    """How somebody who is asked can be reached."""

    way = serializers.ChoiceField(choices=WAYS)
    address = Text(max_length=1000)


class Track(Asked):
    tracking = Text(required=False, default="", allow_blank=True, max_length=200)


class FileDocument(serializers.Serializer[Any]):
    """One file, in a form, and which paper it is."""

    paper = serializers.CharField(max_length=200)
    file = serializers.FileField(allow_empty_file=True, max_length=1000)
