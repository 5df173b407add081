"""What is typed into an address, and what nobody would type."""

from __future__ import annotations

import pytest

from services.casework import requests
from services.casework.errors import NotAsked
from services.journeys.problems import Invalid
from services.journeys.types.groups import Group


@pytest.mark.parametrize("place", ["request:", "request:x", "request:x:y", "request::q1"])
def test_no_such_request(place: str) -> None:
    with pytest.raises(NotAsked):
        requests.of_place(place)


def test_a_question_of_the_service_is_none() -> None:
    assert requests.of_place("full_name") is None


@pytest.mark.parametrize("digits", [5, 5000])
def test_no_row_has_such_a_number(digits: int) -> None:
    group = Group.model_validate({"type": "group", "min": 0, "max": 5})
    with pytest.raises(Invalid):
        group.after("remove " + "9" * digits, {"rows": ["a"], "removed": [], "more": False}, "")
