"""Words that hold answers."""

import pytest

from services.journeys import phrasing

ANSWERS = {"name": ("An", "An"), "sex": ("female", "Female"), "children": ("2", "2"), "one": ("1", "1")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello {name}!", "Hello An!"),
        ("{sex|female=bà|male=ông|quý vị} {name}", "bà An"),
        ("{name|female=bà|quý vị}", "quý vị"),
        ("{one|1=one child|# children}", "one child"),
        ("{children|1=one child|# children}", "2 children"),
        ("nothing to fill", "nothing to fill"),
        ("{missing} is not known", None),
    ],
)
def test_filled(text: str, said: str | None) -> None:
    assert phrasing.filled(text, ANSWERS.get) == said


def test_a_missing_answer_leaves_a_gap_and_never_silence() -> None:
    assert phrasing.gapped("Hello {name}, {missing}!", ANSWERS.get) == "Hello An, …!"
    assert phrasing.gapped("{missing|a=x|y}", ANSWERS.get) == "y"


def test_an_answer_is_never_read_as_words_to_fill() -> None:
    assert phrasing.filled("Hello {name}!", {"name": ("x", "{sex}")}.get) == "Hello {sex}!"


@pytest.mark.parametrize(("text", "stray"), [("{name}", False), ("{Name}", True), ("{name", True), ("a}", True)])
def test_a_stray_brace_is_a_slip(text: str, stray: bool) -> None:
    assert phrasing.stray_brace(text) is stray
