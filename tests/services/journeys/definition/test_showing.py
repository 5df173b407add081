"""A definition as a person reads it, what changes between two, and the schema for editors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.catalogue import samples
from services.journeys.conditions.speaking import counted, spoken
from services.journeys.definition import Definition, differences, schemas, shown
from services.journeys.language import LANGUAGES, language
from services.journeys.types import TYPES

SPOKEN = [
    ("days(born, began_on) > 60", "the days from “Born” to the day of first contact is more than 60"),
    ("not poor", "“Poor” is no"),
    ("poor or not (a == 'x' and b)", "“Poor” is yes or not: “A” is “X!” and “B” is yes"),
    ("(poor or b) and a != 'x'", "(“Poor” is yes or “B” is yes) and “A” is not “X!”"),
    ("a in ('x', 'y')", "“A” is one of “X!” and “Y!”"),
    ("'x' not in many", "“Many” does not hold “X!”"),
    ("any(k.age < 6 for k in kids)", "for at least one of “Kids”: “Age” is less than 6"),
    ("total(kids.age) * 2 >= 1000.5", "the sum of “Age” × 2 is 1,000.5 at least"),
    ("within(home, 'GB-SCT') and answered(b)", "“Home” lies in GB-SCT and “B” was answered"),
    ("next_month(born) == date('2026-01-31')", "the first of the month after “Born” is 31 January 2026"),
]


def label(name: str, option: str) -> str:
    return f"{option.upper()}!" if option else name.capitalize()


@pytest.mark.parametrize(("source", "said"), SPOKEN)
def test_a_condition_in_words(source: str, said: str) -> None:
    assert spoken(source, language("en"), label) == said


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_every_part(code: str) -> None:
    assert language(code).conditions.keys() == language("en").conditions.keys()
    assert language(code).showing.keys() == language("en").showing.keys()
    assert counted("count(kids) + 2", language(code), label)


@pytest.mark.parametrize("slug", samples.slugs())
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sample_can_be_read_whole(slug: str, code: str) -> None:
    definition = samples.definition(slug)
    text = shown(definition, code)
    assert str(definition.words[code]["title"]) in text
    assert all(f"[{question['ask']}:" in text for question in definition.rules["questions"])
    assert "“”" not in text
    assert ": None" not in text


def changed(definition: Definition, **rules: Any) -> Definition:
    return replace(definition, rules={**definition.rules, **rules})


def test_nothing_changes_between_a_service_and_itself() -> None:
    definition = samples.definition("birth-registration")
    assert list(differences(definition, definition, "en")) == []


def told(**rules: Any) -> list[str]:
    before = samples.definition("birth-registration")
    return list(differences(before, changed(before, **rules), "en"))


def test_a_deadline_that_changes_is_said_in_words() -> None:
    deadline = [{"from": "file_complete", "working_days": 3}]
    assert "New: How long the authority has: 3 working days; afterwards it goes to the next in charge" in told(
        deadline=deadline
    )


def test_a_fee_that_goes_is_said() -> None:
    fees = [fee for fee in samples.definition("birth-registration").rules["fees"] if fee["name"] != "copies"]
    assert [line for line in told(fees=fees) if line.startswith("Gone: What it costs: Further copies")]


def test_questions_that_come_go_and_change() -> None:
    questions = list(samples.definition("birth-registration").rules["questions"])
    was = [question["ask"] for question in questions]
    questions[was.index("copies")] = {"ask": "copies", "type": "whole_number", "min": "0", "max": "5"}
    del questions[was.index("ethnicity")]
    lines = told(questions=questions)
    assert "Gone: Ethnicity" in lines
    assert "Changed: Further copies (max): 20 → 5" in lines


def test_words_that_change_are_said_too() -> None:
    before = samples.definition("birth-registration")
    words = {**before.words, "en": {**before.words["en"], "title": "Register a child"}}
    assert list(differences(before, replace(before, words=words), "en")) == [
        "Changed: title: “Register a birth” → “Register a child”"
    ]


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_a_schema_resolves_everything_it_names(kind: str) -> None:
    schema = schemas.of(kind)
    named = {ref.removeprefix("#/$defs/") for ref in references(schema)}
    assert named <= schema.get("$defs", {}).keys()


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [ref for value in part.values() for ref in references(value)]
    return [ref for value in part for ref in references(value)] if isinstance(part, list) else []


def test_the_schema_knows_every_type_with_its_settings() -> None:
    definitions = schemas.of("service")["$defs"]
    assert {f"question_{name}" for name in TYPES} <= definitions.keys()
    assert "scheme" in definitions["question_national_id"]["required"]
    assert "questions" in definitions["question_group"]["required"]
