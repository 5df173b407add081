"""Whatever is wrong is told as a problem, in three languages, and nothing that is sent breaks anything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from pytest_django import Settings

from services.api import codes, said
from services.casework import sentences
from services.casework.errors import NotNow
from services.catalogue.models import Organisation
from tests.services.api.conftest import APPLYING, V1, Caller, caller, refused

NESTED = 100_000
DEEP = b"[" * NESTED + b"]" * NESTED


@pytest.fixture
def portal(db: None) -> Caller:
    """Of a body without any service: what is wrong is seen before one is looked for."""
    body = Organisation.objects.create(slug="here", names={"en": "Here"}, level="commune", territory="VN")
    return caller(body, "Portal", APPLYING)


def sent_raw(portal: Caller, body: bytes, kind: str = "application/json") -> Any:
    return portal.client.generic("POST", V1 + "applications/", body, kind, headers=portal.shown)


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed"),
        (b"\xff\xfe", "application/json", 400, "malformed"),
        (b'{"service": NaN}', "application/json", 400, "malformed"),
        (DEEP, "application/json", 400, "malformed"),
        (b"9" * 100_000, "application/json", 400, "malformed"),
        (b" " * 300_000, "application/json", 413, "too_large"),
        (b"[]", "application/json", 422, "invalid"),
        (b"null", "application/json", 422, "invalid"),
        (b'{"service": 1, "language": true}', "application/json", 422, "invalid"),
        (b'{"service": "a\\u0000", "language": "vi"}', "application/json", 422, "invalid"),
        (b'{"service": "a\\ud800", "language": "vi"}', "application/json", 422, "invalid"),
        (b'{"service": "social-pension", "language": "vi", "\\ud800": 1}', "application/json", 422, "invalid"),
        (b"{}", "application/json; charset=base64", 422, "invalid"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"<a/>", "text/xml", 415, "unsupported_media_type"),
        (b"x", "", 415, "unsupported_media_type"),
        (b"x", "multipart/form-data", 415, "unsupported_media_type"),
    ],
)
def test_bodies_that_are_not_right(portal: Caller, body: bytes, kind: str, status: int, code: str) -> None:
    refused(sent_raw(portal, body, kind), status, code)


def test_every_field_that_is_wrong_is_named(portal: Caller) -> None:
    problem = refused(portal.call("POST", "applications/", {"service": "", "a/b~": 1}), 422, "invalid")
    assert problem["errors"] == [{"pointer": "/a~1b~0", "detail": said.ERRORS["unknown"]}]
    errors = refused(portal.call("POST", "applications/", {"service": ""}), 422, "invalid")["errors"]
    assert {each["pointer"] for each in errors} == {"/service", "/language"}


@pytest.mark.parametrize(
    ("method", "path", "accept", "status", "code"),
    [
        ("GET", "nothing/", "*/*", 404, "not_found"),
        ("POST", "applications/not-a-uuid/", "*/*", 404, "not_found"),
        ("GET", "applications/%00/", "*/*", 404, "not_found"),
        ("GET", "applications/%ff%fe/", "*/*", 404, "not_found"),
        ("GET", "services/%00/", "*/*", 404, "not_found"),
        ("GET", "services/no-such/", "*/*", 404, "not_found"),
        ("GET", "problems/no_such/", "*/*", 404, "not_found"),
        ("GET", "schemas/no_such/", "*/*", 404, "not_found"),
        ("DELETE", "applications/", "*/*", 405, "method_not_allowed"),
        ("OPTIONS", "applications/", "*/*", 405, "method_not_allowed"),
        ("PATCH", "services/", "*/*", 405, "method_not_allowed"),
        ("GET", "services/", "text/html", 406, "not_acceptable"),
        ("GET", "services/?search=%00", "*/*", 422, "invalid"),
        ("GET", f"services/?search={'x' * 300}", "*/*", 422, "invalid"),
    ],
)
def test_addresses_that_are_not_right(
    portal: Caller, method: str, path: str, accept: str, status: int, code: str
) -> None:
    response = portal.call(method, path, Accept=accept)
    refused(response, status, code)
    assert "OPTIONS" not in response["Allow"]


def test_outside_of_the_first_version_too(anybody: Caller) -> None:
    for path in ("/api/", "/api/v2/cases/", "/api/v1/services"):
        refused(anybody.client.get(path), 404, "not_found")


@pytest.mark.parametrize(("language", "title"), [("vi", "Nội dung"), ("pt", "Isto"), ("en", "This"), ("fr", "This")])
def test_it_is_told_in_the_callers_language(anybody: Caller, language: str, title: str) -> None:
    problem = refused(anybody.call("GET", "x/", **{"Accept-Language": language}), 404, "not_found")
    assert problem["title"].startswith(title), problem["title"]


def test_nothing_is_told_of_what_nobody_foresaw(
    anybody: Caller, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def broken() -> None:
        raise RuntimeError("an answer somebody gave")

    monkeypatch.setattr("services.api.views.catalogue.outages.going_on", broken)
    problem = refused(anybody.call("GET", "outages/"), 500, "failed")
    assert "answer somebody" not in json.dumps(problem)


def test_what_a_problem_means_can_be_looked_up(anybody: Caller) -> None:
    for code in ("key_used", "stale", "document_too_large", "missing"):
        problem = anybody.get(f"problems/{code}/")
        assert problem["detail"] and problem["type"].endswith(f"/{code}/")


def test_every_refusal_of_input_has_a_sentence() -> None:
    details = dict.fromkeys(("max", "min", "name", "reference", "time"), "1")
    for code in codes.ASKED_WRONGLY | set(codes.OF_FILES):
        for language in ("vi", "en", "pt"):
            assert sentences.say(language, code, **details, limit="1", accepted="1", said="1", found="1")
    assert codes.status_of(NotNow("case_closed")) == 409


@pytest.mark.parametrize("language", ["vi", "pt"])
def test_every_sentence_is_there_in_every_language(language: str) -> None:
    every = (*said.TITLES.values(), *said.SENTENCES.values(), *said.ERRORS.values())
    with override(language):
        assert [each for each in every if gettext(each) == each] == []


def test_a_browser_with_a_session_of_staff_is_nobody_here(db: None) -> None:
    client = Client()
    client.cookies["evenhand_staff"] = "x"
    refused(client.get("/api/v1/cases/"), 401, "not_authenticated")
