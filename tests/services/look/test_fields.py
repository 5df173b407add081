"""From answer types to fields, and back to the text a person meant."""

import pytest
from django.utils.datastructures import MultiValueDict

from services.journeys.types import TYPES
from services.look.fields import Field, Kind, Option, listed, problems, shape, typed
from services.look.shown import in_groups


def test_every_type_but_the_group_has_a_field() -> None:
    assert {name for name in TYPES if name != "group"} == {name for name in TYPES if name != "group" and shape(name)}


@pytest.mark.parametrize(
    ("kind", "data", "raw"),
    [
        ("date", {"a-day": ["5"], "a-month": ["3"], "a-year": ["2024"]}, "5/3/2024"),
        ("date", {"a-day": [" "]}, ""),
        ("date", {"a-year": ["2024"]}, "//2024"),
        ("checkboxes", {"a": ["x", "y"]}, "x,y"),
        ("textarea", {"a": ["one\r\ntwo"]}, "one\ntwo"),
        ("text", {}, ""),
    ],
)
def test_what_was_typed(kind: Kind, data: dict[str, list[str]], raw: str) -> None:
    assert typed(kind, "a", MultiValueDict(data)) == raw


@pytest.mark.parametrize(
    ("value", "boxes"), [("2024-03-05", ["5", "3", "2024"]), ("31/2/", ["31", "2", ""]), ("", ["", "", ""])]
)
def test_a_date_stands_in_its_three_boxes(value: str, boxes: list[str]) -> None:
    assert [typed for _, typed in Field("date", "a", "When?", value=value).boxes] == boxes


def test_what_is_wrong_leads_to_its_field() -> None:
    wrong = Field("date", "a", "When?", error="Enter a date.")
    assert [(link.text, link.href) for link in problems(wrong, Field("text", "b", "What?"))] == [
        ("Enter a date.", "#a-day")
    ]


def test_what_was_chosen_stays_chosen() -> None:
    field = Field("radios", "a", "Which?", value="y", options=(Option("x", "X"), Option("y", "Y", "a hint")))
    assert [(option["value"], option["checked"], option["hint"]) for option in listed(field)] == [
        ("x", False, None),
        ("y", True, {"text": "a hint"}),
    ]


def test_small_things() -> None:
    assert in_groups("482719356028") == "4827 1935 6028"
    assert in_groups("4827 1935") == "4827 1935"
