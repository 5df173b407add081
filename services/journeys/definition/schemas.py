"""JSON Schemas for editors, generated from the very shapes that definitions are read with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from services.journeys.concepts import vocabulary
from services.journeys.definition.changes import Change
from services.journeys.definition.questions import Question
from services.journeys.definition.saying import Asked, Said
from services.journeys.definition.schema import Service
from services.journeys.types import TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of(kind: str) -> dict[str, Any]:
    """The schema of a kind of file; KeyError for one there is none of."""
    return {"$schema": DIALECT, **KINDS[kind]()}


def _service() -> dict[str, Any]:
    schema = _plain(Service)
    definitions = schema["$defs"]
    definitions["Question"] = {"oneOf": [{"$ref": f"#/$defs/question_{name}"} for name in TYPES]}
    for name in TYPES:
        definitions[f"question_{name}"] = _question(name, definitions)
    return schema


def _question(name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """A question of one type: what every question has, and the settings of the type."""
    common, settings = _plain(Question), _plain(TYPES[name])
    definitions.update({key: part for key, part in settings.pop("$defs", {}).items() if key not in definitions})
    shared = {key: value for key, value in common["$defs"]["Question"]["properties"].items() if key != "questions"}
    shared["concept"] = {"enum": sorted(vocabulary()), "description": "What the question means."}
    if name == "group":
        shared["questions"] = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Question"}}
    return {
        "type": "object",
        "title": name,
        "properties": {**shared, **settings["properties"], "type": {"const": name}},
        "required": ["ask", *settings.get("required", ["type"]), *(["questions"] if name == "group" else [])],
        "additionalProperties": False,
    }


def _words() -> dict[str, Any]:
    schema, asked = _plain(Said), _plain(Asked)
    schema.setdefault("$defs", {}).update(asked.pop("$defs", {}))
    schema["$defs"]["Asked"] = asked
    schema["additionalProperties"] = {"$ref": "#/$defs/Asked"}
    return schema


def _change() -> dict[str, Any]:
    return _plain(Change)


def _plain(model: type[BaseModel]) -> dict[str, Any]:
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    return schema


KINDS: Mapping[str, Callable[[], dict[str, Any]]] = {"service": _service, "words": _words, "change": _change}
"""For each kind of file, how its schema is made."""
