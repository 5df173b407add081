"""Proving through the API: the same doors, and no attempt that is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from services.people.models import ProofCode
from tests.services.api.conftest import Caller, refused
from tests.services.casework.proving import code_of, pin_of
from tests.services.people.proving import carried

SEND = {"way": "sms", "number": "0912 345 678"}


@pytest.fixture(autouse=True)
def ways_open(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PROOF_CARRIERS = carried.CARRIERS
    settings.LETTERS_FOLDER = tmp_path / "letters"
    yield
    carried.forget()


@pytest.fixture
def proof(portal: Caller, application: str) -> str:
    """Where it is proven who applies: everything was checked."""
    turn = portal.answer_all(application)
    portal.post(f"applications/{application}/review/", {"revision": turn["revision"]})
    return f"applications/{application}/proof/"


def acts(turn: Any) -> list[str]:
    return [doing["act"] for doing in turn["step"]["doing"]]


def test_from_what_can_be_done_to_the_declaration(portal: Caller, application: str, proof: str) -> None:
    turn = portal.get(f"applications/{application}/")
    assert (turn["step"]["kind"], turn["step"]["level"]) == ("prove", "substantial")
    assert acts(turn) == ["order_letter", "code_by_sms", "code_by_call"]
    assert acts(portal.post(f"{proof}letter/")) == ["order_letter", "key_pin", "code_by_sms", "code_by_call"]
    turn = portal.post(f"{proof}pin/", {"code": pin_of(UUID(application))})
    assert turn["step"]["done"] == ["letter"]
    portal.post(f"{proof}send-code/", SEND)
    turn = portal.post(f"{proof}code/", {"code": code_of(UUID(application))})
    assert turn["step"]["kind"] == "declare"


@pytest.mark.parametrize("key", ["", "one-key"])
def test_a_wrong_code_counts_whatever_key_it_comes_with(portal: Caller, application: str, proof: str, key: str) -> None:
    portal.post(f"{proof}send-code/", SEND)
    wrong = f"{(int(code_of(UUID(application))) + 1) % 10**6:06}"
    headers = {"Idempotency-Key": key} if key else {}
    for attempts in (1, 2):
        refused(portal.call("POST", f"{proof}code/", {"code": wrong}, **headers), 422, "proof_code_wrong")
        assert ProofCode.objects.get().attempts == attempts


def test_what_is_refused_says_why(portal: Caller, proof: str) -> None:
    refused(portal.call("POST", f"{proof}code/", {"code": "123456"}), 409, "proof_code_over")
    refused(portal.call("POST", f"{proof}pin/", {"code": "1"}), 422, "proof_code_length")
    refused(portal.call("POST", f"{proof}send-code/", SEND | {"number": "1"}), 422, "proof_number")
    refused(portal.call("POST", f"{proof}send-code/", SEND | {"way": "pigeon"}), 422, "invalid")


def test_it_is_not_declared_before(portal: Caller, application: str, proof: str) -> None:
    revision = portal.get(f"applications/{application}/")["revision"]
    turn = portal.post(f"applications/{application}/declare/", {"revision": revision})
    assert turn["step"]["kind"] == "prove"


def test_too_many_letters(portal: Caller, proof: str) -> None:
    for _ in range(3):
        portal.post(f"{proof}letter/")
    response = portal.call("POST", f"{proof}letter/")
    refused(response, 429, "too_many_attempts")
    assert int(response["Retry-After"]) > 3600


def test_nobody_elses(stranger: Caller, proof: str) -> None:
    for act in ("letter/", "pin/", "code/", "send-code/"):
        body = {"code": "123456"} if act in ("pin/", "code/") else SEND if act == "send-code/" else None
        refused(stranger.call("POST", f"{proof}{act}", body), 404, "not_yours")


def test_it_is_few_statements(portal: Caller, application: str, proof: str) -> None:
    for act, body in (("letter/", None), ("send-code/", SEND), ("letter/", None)):
        with CaptureQueriesContext(connection) as asked:
            portal.post(f"{proof}{act}", body) if body else portal.post(f"{proof}{act}")
        statements = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
        assert len(statements) <= 12, "\n".join(each[:100] for each in statements)
