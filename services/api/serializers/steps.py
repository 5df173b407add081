"""The steps of an interview, as machines read them: what is due, its settings, its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from services.api.fields import Anything, Said
from services.journeys import steps
from services.journeys.assurance import LEVELS


def kind(name: str) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=[name])


class Wrong(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = Said()


class Choosable(serializers.Serializer[Any]):
    value = serializers.CharField()
    text = Said()
    hint = Said()


class Row(serializers.Serializer[Any]):
    """One row of a repeating group; its id stands in the instances of the questions asked in it."""

    id = serializers.CharField()
    text = Said()


class AskStep(serializers.Serializer[Any]):
    """A question to answer: `raw` is what a person would type, in the language asked for.

    `settings` are those of the type in the definition. A choice takes one of the values of `options`, several take them
    with commas between; yes and no are "yes" and "no"; a group takes "add", "done" or "remove" with the id of a row;
    evidence takes the ids of files given for it, with commas between; a declaration takes "agreed".
    """

    kind = kind("ask")
    instance = serializers.CharField()
    type = serializers.CharField()
    settings = serializers.DictField()
    optional = serializers.BooleanField()
    concept = Said()
    text = Said()
    hint = Said()
    why = Said()
    statement = Said()
    options = Choosable(many=True)
    rows = Row(many=True)
    saved = Anything()
    shown = Said()
    problems = Wrong(many=True)


class Answered(serializers.Serializer[Any]):
    """An answer: its normal form, and as a person reads it."""

    instance = serializers.CharField()
    text = Said()
    value = Anything()
    shown = Said()


class ReviewStep(serializers.Serializer[Any]):
    """All answers, to be checked by the person."""

    kind = kind("review")
    answers = Answered(many=True)


class DeclareStep(serializers.Serializer[Any]):
    """What the person declares; ask them, and only then say so."""

    kind = kind("declare")
    statement = Said()


class Reason(serializers.Serializer[Any]):
    """Why not, what to do about it, and on which answers it rests."""

    id = serializers.CharField()
    reason = Said()
    remedy = Said()
    instances = serializers.ListField(child=serializers.CharField())


class RefusedStep(serializers.Serializer[Any]):
    """The service is not for this person, as they answered."""

    kind = kind("refused")
    reasons = Reason(many=True)


class DoneStep(serializers.Serializer[Any]):
    """It was sent, and this is its receipt; of an enquiry, what was `found`."""

    kind = kind("done")
    reference = Said()
    found = serializers.BooleanField()
    text = Said()


class ConfirmStep(serializers.Serializer[Any]):
    """What a registry holds: right or not?"""

    kind = kind("confirm")
    instance = serializers.CharField()
    text = Said()
    value = Anything()
    shown = Said()
    registry = serializers.CharField()


class WaitStep(serializers.Serializer[Any]):
    """Something slow is under way: ask again in a few seconds, for a registry; or in hours, where somebody writes down
    what was said. One of these `instances` can be answered meanwhile, and is waited for no more.
    """

    kind = kind("wait")
    reason = serializers.CharField()
    instances = serializers.ListField(child=serializers.CharField())


class Doing(serializers.Serializer[Any]):
    """One thing that can be done now: `act` says what, `state` how far the last of its kind is, "" where there is none.

    States: asked, sent, failed, uncertain, unknown (no register knows the person as they say).
    """

    act = serializers.ChoiceField(choices=get_args(steps.Act))
    way = serializers.CharField()
    state = Said()
    at = serializers.DateTimeField(allow_null=True)
    number = Said()
    again = serializers.BooleanField()


class ProveStep(serializers.Serializer[Any]):
    """The person shows who they are, at least this surely; `done` are the ways they have gone through.

    Ask them before anything is sent, and let them key what came themselves. Where nothing can be done, no way that is
    open here leads so far.
    """

    kind = kind("prove")
    level = serializers.ChoiceField(choices=LEVELS)
    doing = Doing(many=True)
    done = serializers.ListField(child=serializers.CharField())


class PayStep(serializers.Serializer[Any]):
    """A fee is paid before going on."""

    kind = kind("pay")
    amount = serializers.CharField()
    currency = serializers.CharField()
    fees = serializers.ListField(child=serializers.CharField())


KINDS: Mapping[str, type[serializers.Serializer[Any]]] = {
    "ask": AskStep,
    "confirm": ConfirmStep,
    "wait": WaitStep,
    "prove": ProveStep,
    "pay": PayStep,
    "declare": DeclareStep,
    "review": ReviewStep,
    "refused": RefusedStep,
    "done": DoneStep,
}


@extend_schema_field(PolymorphicProxySerializer("Step", dict(KINDS), "kind", many=False))
class StepField(serializers.Field[Any, Any, Any, Any]):
    """Whichever step is due, in its own shape."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(read_only=True, **settings)

    def to_representation(self, value: Mapping[str, Any]) -> Any:
        return KINDS[value["kind"]](value).data
