"""The services: in a list, and each with its rules and words."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.api.fields import Said, Text
from services.api.serializers.applications import After


class Wanted(After):
    """Words of the service's name or summary; none for all of them."""

    search = Text(required=False, default="", allow_blank=True, max_length=200)


class ListedService(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = Said()
    summary = Said()
    language = serializers.CharField()


class Services(serializers.Serializer[Any]):
    """By slug, or the best first where words were sought; `after` is the key of the next page."""

    results = ListedService(many=True)
    after = Said()


class Service(serializers.Serializer[Any]):
    """`rules` are the law as it was written, `words` those of one language; their shape is at /api/v1/schemas/.

    `decided_on` are the days by which who applies now has an answer. `stopped` says why nobody can apply now.
    """

    slug = serializers.CharField()
    title = Said()
    summary = Said()
    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    authority = Said()
    begins = serializers.CharField()
    decided_on = serializers.ListField(child=serializers.DateField())
    stopped = Said()
    exceptions = serializers.ListField(child=Said())
    rules_hash = serializers.CharField()
    rules = serializers.DictField()
    words = serializers.DictField()


class OutageNow(serializers.Serializer[Any]):
    """A door that is down; everybody's own time limits are longer by it."""

    channel = serializers.CharField()
    began_at = serializers.DateTimeField()
    words = Said()


class Outages(serializers.Serializer[Any]):
    results = OutageNow(many=True)


class Schema(serializers.Serializer[Any]):
    """Of JSON Schema 2020-12."""

    schema = serializers.DictField()


class ProblemType(serializers.Serializer[Any]):
    """What a code of a problem means."""

    type = serializers.URLField()
    detail = Said()
