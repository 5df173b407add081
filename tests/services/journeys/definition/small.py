"""A small service without a mistake, to put mistakes into."""

from pathlib import Path

import pytest

from services.journeys.definition import load
from services.journeys.problems import Mistakes

RULES = """\
service: waste
languages: [en]
authority: {organisation: council}
in_force: {from: 2026-01-01}
questions:
  - {ask: name, type: person_name}
  - {ask: born, type: date, must: [{that: "born <= began_on", problem: too_soon}]}
  - {ask: bins, type: choice, options: [one, two]}
  - {ask: why, type: text, when: bins == 'two'}
  - ask: people
    type: group
    questions:
      - {ask: person, type: person_name}
eligibility: [{unless: "years(born, began_on) >= 18", refusal: young}]
"""
WORDS = """\
title: Waste
summary: Bins.
who: Everybody.
cost: Free.
how_long: A day.
outcome: A bin.
declaration: It is true.
name: {text: What is your name?}
born: {text: "When were you born, {name}?"}
bins: {text: How many?, options: {one: One, two: Two}}
why: {text: Why?}
people: {text: Anybody else?, row: "{person}"}
person: {text: Who?}
refusals: {young: {reason: Too young., remedy: Wait.}}
problems: {too_soon: Not yet.}
"""


def folder(tmp_path: Path, rules: str = RULES, words: str = WORDS) -> Path:
    (tmp_path / "service.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "words.en.yaml").write_text(words, encoding="utf-8")
    return tmp_path


def mistakes(path: Path) -> list[str]:
    with pytest.raises(Mistakes) as found:
        load(path)
    return [str(mistake).replace(f"{path}/", "") for mistake in found.value.mistakes]
