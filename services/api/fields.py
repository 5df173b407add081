"""Fields that take the type they say and no other, and the shape of whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

LONGEST = 20_000
"""Characters of any text worth reading; what each kind of answer takes is less, and its own to say."""
MOST_INTEGER = 2**31 - 1
LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Asked(serializers.Serializer[Any]):
    """What is sent to an operation: a field that is not described is a mistake, not a wish to pass over."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [name for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        if unknown:
            raise ValidationError({_plain(name): ErrorDetail("unknown", "unknown") for name in unknown})
        return super().to_internal_value(data)


def _plain(name: object) -> str:
    """As much of a name as can be said back."""
    return str(name)[:100].encode(errors="replace").decode()


class Nothing(Asked):
    """An operation that needs nothing but its address."""


class Text(serializers.CharField):
    """Text, kept as it was typed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"max_length": LONGEST, "trim_whitespace": False, **settings})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Name(Text):
    """A short word of the platform: a slug, an id of a question, the code of a language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"max_length": 200, **settings})


class Number(serializers.IntegerField):
    """A whole number as JSON writes it, from 0."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MOST_INTEGER, **settings})

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return int(super().to_internal_value(data))


class Flag(serializers.BooleanField):
    """True or false as JSON writes them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class Id(serializers.UUIDField):
    """A UUID, written as such."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or len(data) != 36:
            self.fail("invalid", value="")
        return super().to_internal_value(data)


class Said(serializers.CharField):
    """Words for somebody to read, in the caller's language unless it says otherwise; empty where there are none."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_blank": True, **settings})


class Anything(serializers.JSONField):
    """Whatever JSON can say, null too."""
