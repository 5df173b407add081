"""How a person is reached about their case."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.api.fields import LANGUAGES, Asked, Text
from services.people.contact_plans import WAYS


class Addresses(Asked):
    """Where each way leads, as the person writes it."""

    email = Text(required=False, max_length=500)
    sms = Text(required=False, max_length=500)
    voice = Text(required=False, max_length=500)
    post = Text(required=False, max_length=1000)


class Reach(Asked):
    """The language, the ways in the order they are tried, and where each leads; no way at all is fine."""

    language = serializers.ChoiceField(choices=LANGUAGES)
    ways = serializers.ListField(child=serializers.ChoiceField(choices=WAYS), max_length=len(WAYS))
    addresses = Addresses()


class Reached(serializers.Serializer[Any]):
    """As it is now; the page under their reference is always there."""

    language = serializers.CharField()
    ways = serializers.ListField(child=serializers.CharField())
    addresses = serializers.DictField(child=serializers.CharField())
    revision = serializers.IntegerField()
