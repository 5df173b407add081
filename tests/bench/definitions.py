"""What definitions cost: reading a catalogue of them, and going through a very large one at every turn."""

from __future__ import annotations

import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml

from services.journeys.definition import examine_files
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, compiled
from services.journeys.language import LANGUAGES, language

CATALOGUE = 1_000
QUESTIONS, CONDITIONS = 1_000, 300
TURNS = 200
LINES = "{name}: {{text: What about the matter of {name}?, hint: As it stands on the paper., short: Matter {name}}}\n"


def main() -> None:
    _tell_catalogue()
    _tell_turn()


def _tell_catalogue() -> None:
    files = _files()
    for code in LANGUAGES:
        language(code)
    spent = _cpu(lambda: deque((_read(files, number) for number in range(CATALOGUE)), 0))
    parsed = _cpu(lambda: deque((_parse(files) for _ in range(CATALOGUE)), 0))
    sys.stdout.write(
        f"load, check and compile {CATALOGUE:,} definitions (12 questions, 3 languages): {spent:.2f} s of CPU,"
        f" {spent / parsed:.2f} times what libyaml needs to read the files alone ({parsed:.2f} s)\n"
    )


def _tell_turn() -> None:
    journey, values = _large()
    plain = {question.id: values.get(question.id) for question in journey.questions}
    facts = Facts(date(2026, 6, 1), checked=True)
    turns = [_cpu(lambda: Interview(journey, values, facts).next()) for _ in range(TURNS)]
    copies = [_cpu(lambda: [_touch(plain[question.id]) for question in journey.questions]) for _ in range(TURNS)]
    turn, copy = (statistics.median(each) * 1e6 for each in (turns, copies))
    sys.stdout.write(
        f"re-evaluate {QUESTIONS:,} questions and {CONDITIONS} conditions: {turn:.0f} µs of CPU,"
        f" {turn / copy:.1f} times a bare loop over the answers ({copy:.0f} µs)\n"
    )


def _files() -> dict[str, bytes]:
    """A service of ordinary size in three languages."""
    asked = [f"q{number}" for number in range(12)]
    types = ["person_name", "date", "yes_no", "text", "whole_number", "address"] * 2
    questions = [f"  - {{ask: {name}, type: {kind}}}\n" for name, kind in zip(asked, types, strict=True)]
    questions[3] = "  - {ask: q3, type: text, when: q2}\n"
    rules = (
        "service: NAME\nlanguages: [vi, en, pt]\nauthority: {organisation: council}\nin_force: {from: 2026-01-01}\n"
        'fees:\n  - {name: copy, amount: 5 EUR, when: "q4 > 2"}\ndeadline: {from: filed, working_days: 10}\n'
        f"questions:\n{''.join(questions)}"
        'eligibility:\n  - {unless: "years(q1, began_on) >= 18", refusal: young}\n'
    )
    said = ("title", "summary", "who", "cost", "how_long", "outcome", "declaration")
    words = "".join(f"{key}: Some words about this.\n" for key in said) + "".join(
        LINES.format(name=name) for name in asked
    )
    words += "refusals: {young: {reason: Too young., remedy: Wait.}}\nfees: {copy: {text: A copy, when: Sometimes.}}\n"
    return {"service.yaml": rules.encode(), **{f"words.{code}.yaml": words.encode() for code in ("vi", "en", "pt")}}


def _read(files: Mapping[str, bytes], number: int) -> Journey:
    own = {**files, "service.yaml": files["service.yaml"].replace(b"NAME", f"service-{number}".encode())}
    definition = examine_files(own, "bench").definition()
    return compiled(definition.rules, definition.rules_hash)


def _parse(files: Mapping[str, bytes]) -> int:
    for content in files.values():
        loader = yaml.CSafeLoader(content.decode())
        while not isinstance(loader.get_event(), yaml.StreamEndEvent):
            pass
    return len(files)


def _large() -> tuple[Journey, dict[str, Any]]:
    questions: list[dict[str, Any]] = []
    values: dict[str, Any] = {}
    for number in range(QUESTIONS):
        name, before = f"q{number}", f"q{number - 1}"
        question: dict[str, Any] = {"ask": name, "type": "whole_number"}
        if number % 3 == 1 and number < 3 * CONDITIONS:
            question["when"] = f"{before} > 3 and {before} < 100"
        questions.append(question)
        values[name] = number % 50 + 10
    del values[f"q{QUESTIONS - 1}"]  # the last one is still to be answered
    return compiled({"service": "large", "questions": questions}, "large"), values


def _touch(value: Any) -> Any:
    return value


def _cpu(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


if __name__ == "__main__":
    main()
