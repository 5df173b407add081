"""The sentences of casework, in every language alike."""

from string import Formatter

import pytest

from services.casework import sentences
from services.journeys import strings
from services.journeys.case_types import RESULTS, STEPS
from services.journeys.language import LANGUAGES


def words(language: str) -> dict[str, str]:
    return strings.read((sentences.FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["vi", "pt"])
def test_every_sentence_is_there_with_the_same_slots(language: str) -> None:
    there, here = words("en"), words(language)
    assert there.keys() == here.keys()
    assert {code: _slots(text) for code, text in here.items()} == {code: _slots(text) for code, text in there.items()}
    assert not [code for code, text in here.items() if text == there[code]]


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_step_and_result_that_needs_no_words_of_its_own_has_some() -> None:
    for code in LANGUAGES:
        assert all(sentences.say(code, f"status_{step}") for step in STEPS)
        assert all(sentences.say(code, f"result_{result}") for result in RESULTS)
