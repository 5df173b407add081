"""The description is kept: whoever calls whatever with whatever, no answer is one it does not know, and none is 5xx."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from services.casework import handling
from services.casework.handling import Own
from services.casework.models import Case, Document, Task
from tests.services.api import machine
from tests.services.api.conftest import Caller
from tests.services.casework.cast import gather


@pytest.fixture
def known(portal: Caller, sent: str, case: Case) -> dict[str, Any]:
    """Ids of what is there, by the names that addresses have for it."""
    assert case.authority is not None
    request = handling.ask(gather(case.authority).ann, case.pk, own=(Own("text", "Why?"),), days=14)
    task = Task.objects.create(case=case, name="look", opened_at=case.opened_at)
    return {
        "application_id": sent,
        "case_id": str(case.pk),
        "request_id": str(request.pk),
        "task_id": str(task.pk),
        "instance": "q1",
        "slug": "social-pension",
    }


@pytest.mark.parametrize("role", ["anybody", "portal", "desk", "stranger"])
def test_no_answer_is_one_it_does_not_know(
    role: str, known: dict[str, Any], request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with machine.in_one_transaction():
        figures = machine.go_through(machine.description(), request.getfixturevalue(role), known)
    with capsys.disabled():
        sys.stdout.write(f"\n{role}: {figures}\n")
    assert figures.failures == {}
    assert Document.objects.count() == 0


@pytest.mark.parametrize("role", ["portal", "desk"])
def test_from_one_answer_to_the_next(
    role: str, known: dict[str, Any], request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with machine.in_one_transaction():
        figures = machine.follow_links(machine.description(), request.getfixturevalue(role))
    with capsys.disabled():
        sys.stdout.write(f"\n{role}, by links: {figures}\n")
    assert figures.failures == {}
    assert figures.statuses[200] + figures.statuses[201] > 0
