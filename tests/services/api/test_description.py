"""The description: OpenAPI 3.1, without a warning, of every operation with all its problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from services.api.operation import OPERATIONS
from services.api.scopes import SCOPES

READABLE = 40  # characters of an id that becomes the name of a method


@pytest.fixture(scope="module")
def description(django_db_setup: None) -> Any:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    return json.loads(response.content)


def described(description: Any) -> list[Any]:
    return [operation for methods in description["paths"].values() for operation in methods.values()]


def test_it_is_valid_and_without_warnings(tmp_path: Path) -> None:
    call_command("spectacular", format="openapi-json", validate=True, fail_on_warn=True, file=str(tmp_path / "it.json"))
    assert json.loads((tmp_path / "it.json").read_text())["openapi"].startswith("3.1.")


def test_every_operation_is_in_it_once_with_its_words(description: Any) -> None:
    ids = [operation["operationId"] for operation in described(description)]
    assert sorted(ids) == sorted(OPERATIONS)
    assert all(len(each) < READABLE and each.replace("_", "").isalpha() for each in ids)
    assert all(operation["summary"] and operation["description"] for operation in described(description))


def test_every_problem_is_told_of(description: Any) -> None:
    for operation in described(description):
        assert {"401", "406", "429", "500"} <= set(operation["responses"]), operation["operationId"]
    problem = description["components"]["responses"]["Problem429"]
    assert "Retry-After" in problem["headers"] and "application/problem+json" in problem["content"]


def test_every_post_may_be_sent_again(description: Any) -> None:
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    for operation in described(description):
        posts = OPERATIONS[operation["operationId"]].method == "post"
        assert (key in operation["parameters"]) == posts, operation["operationId"]


def test_it_names_the_scope_of_each(description: Any) -> None:
    named = {scope for operation in described(description) for scope in _scopes(operation)}
    assert named == set(SCOPES) - {"catalogue.read"}


def test_what_is_sent_has_no_other_fields(description: Any) -> None:
    sent = [
        each for each in described(description) if "application/json" in each.get("requestBody", {}).get("content", {})
    ]
    for operation in sent:
        (name,) = (operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1],)
        assert description["components"]["schemas"][name]["additionalProperties"] is False, name


def _scopes(operation: Any) -> list[str]:
    return [scope for each in operation["security"] for scopes in each.values() for scope in scopes]
