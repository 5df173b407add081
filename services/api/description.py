"""What drf-spectacular does not see by itself: tokens, keys, limits, and the problems of every operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from services.api.authentication import Bearer
from services.api.fields import Asked
from services.api.once import HEADER, LONGEST
from services.api.operation import OPERATIONS, Operation
from services.api.problems import MEDIA_TYPE
from services.api.said import TITLES
from services.api.scopes import PUBLIC

Described = dict[str, Any]
SCHEME = "system"

PROBLEM: Described = {
    "type": "object",
    "description": "RFC 9457. `errors` say what is wrong with what was sent; `saved`, `typed` and `revision` come with"
    " an answer that was changed elsewhere meanwhile.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "revision": {"type": "integer"},
        "saved": {"type": "string"},
        "typed": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}, "code": {"type": "string"}},
            },
        },
    },
}
KEY: Described = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Of your choice, a new one for each request: sent again within a day, it is done once and answered"
    " alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}
LANGUAGE: Described = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "The language of words and problems: " + ", ".join(code for code, _ in settings.LANGUAGES) + ".",
    "schema": {"type": "string"},
}

LINKS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "start_application": (
        "201",
        "application_id",
        "$response.body#/application/id",
        ("read_application", "hold_application", "review_application", "declare_application", "submit_application"),
    ),
    "list_applications": (
        "200",
        "application_id",
        "$response.body#/results/0/id",
        ("read_application", "follow_case", "read_contact", "withdraw_case"),
    ),
    "list_cases": (
        "200",
        "case_id",
        "$response.body#/results/0/id",
        ("read_case", "take_case", "put_back_case", "ask_applicant", "note_in_case", "decide_case"),
    ),
}
"""Where one goes on from an operation: by which status, with what for which part of the address, to which others."""


class Token(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # it registers its subclasses
    """A token in the header Authorization."""

    target_class = Bearer
    name = SCHEME

    def get_security_definition(self, auto_schema: AutoSchema) -> Described:
        return {"type": "http", "scheme": "bearer", "description": "What `manage.py api_token create` printed."}


def completed(result: Described, **_: Any) -> Described:
    """The hook of settings.SPECTACULAR_SETTINGS: the description with all that every operation has."""
    parts = result["components"]
    _close(parts["schemas"], Asked)
    parts["schemas"]["Problem"] = PROBLEM
    parts["responses"] = {f"Problem{status}": _problem(status) for status in TITLES}
    parts["parameters"] = {"IdempotencyKey": KEY, "AcceptLanguage": LANGUAGE}
    for path, methods in result["paths"].items():
        for described in methods.values():
            _complete(described, OPERATIONS[described["operationId"]], path)
    return result


def _close(schemas: Described, shape: type[Asked]) -> None:
    """What is sent has the fields described and no others."""
    for below in shape.__subclasses__():
        if below.__name__ in schemas:
            schemas[below.__name__]["additionalProperties"] = False
        _close(schemas, below)


def _complete(described: Described, operation: Operation, path: str) -> None:
    ours = [{"$ref": "#/components/parameters/AcceptLanguage"}]
    if operation.method == "post":
        ours.append({"$ref": "#/components/parameters/IdempotencyKey"})
    for status in sorted(set(_statuses(described, operation, path))):
        described["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    if operation.name in LINKS:
        status_of, name, expression, onward = LINKS[operation.name]
        links = {each: {"operationId": each, "parameters": {name: expression}} for each in onward}
        described["responses"][status_of]["links"] = links
    described["parameters"] = [*described.get("parameters", []), *ours]
    described["security"] = [{SCHEME: [operation.scope]}] if operation.scope != PUBLIC else [{}, {SCHEME: []}]


def _statuses(described: Described, operation: Operation, path: str) -> Iterator[int]:
    """With which problems an operation can end."""
    yield from (401, 406, 429, 500)
    if operation.scope != PUBLIC:
        yield 403
    if "{" in path:
        yield 404
    if operation.method != "get":
        yield from (400, 409, 413, 415, 422)
    elif "{" in path and operation.scope != PUBLIC:
        yield 409  # not sent yet, not issued yet
    if any(each["in"] == "query" for each in described.get("parameters", ())):
        yield 422
    if operation.scope != PUBLIC:
        yield 410  # a draft nobody went on with, a file whose time is over
    if "multipart/form-data" in described.get("requestBody", {}).get("content", {}):
        yield 503  # whoever looks for viruses is away


def _problem(status: int) -> Described:
    described: Described = {
        "description": str(TITLES[status]),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:
        described["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return described
