"""P3: who cannot show who they are through one door would find the service closed at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from services.catalogue import samples
from services.journeys.definition import load
from services.parity import checking, registry
from tests.services.parity.examples import written

UNKNOWN = ["{ask: name, type: person_name, concept: name}", "{ask: born, type: date, concept: birth-date}"]
ASKED = f"questions:\n  - {UNKNOWN[0]}\n  - {UNKNOWN[1]}"


def found(rules: str, door: str, folder: Path, settings: Settings) -> list[str]:
    settings.CHANNELS = {door.lower(): f"tests.services.parity.doors.{door}"}
    return [each.rule for each in checking.of_folder(written(rules, "", folder)).found]


DOORS = {"Unringing": ["P302"], "Texting": [], "Trusting": ["P301"], "Linking": []}


@pytest.mark.parametrize(("door", "rules"), DOORS.items())
def test_a_door_reaches_substantial_by_itself_or_it_is_said(
    door: str, rules: list[str], tmp_path: Path, settings: Settings
) -> None:
    assert found(f"assurance: substantial\n{ASKED}", door, tmp_path, settings) == rules


@pytest.mark.parametrize("door", DOORS)
def test_low_is_reached_by_everybody(door: str, tmp_path: Path, settings: Settings) -> None:
    assert found(f"assurance: low\n{ASKED}", door, tmp_path, settings) == []


@pytest.mark.parametrize("question", UNKNOWN)
def test_a_name_or_a_date_alone_is_nobody(question: str, tmp_path: Path, settings: Settings) -> None:
    assert found(f"assurance: substantial\nquestions:\n  - {question}", "Linking", tmp_path, settings) == ["P303"]


def test_a_door_that_a_law_closes_need_not_prove_anybody(tmp_path: Path, settings: Settings) -> None:
    law = 'statutory_difference:\n  - {what: web_only, channel: web, only: true, legal_basis: {title: "A law"}, '
    law += "review: 2030-01-01}\n"
    assert set(found(f"{law}assurance: substantial\n{ASKED}", "Trusting", tmp_path, settings)) <= {"P203"}


@pytest.mark.parametrize("slug", samples.slugs())
@pytest.mark.parametrize("name", ["web", "sms"])
def test_every_sample_is_proven_on_every_channel(slug: str, name: str) -> None:
    definition = load(samples.FOLDER / slug)
    report = checking.of_definition(definition)
    assert not [each for each in report.found if each.rule.startswith("P3")]
    assert {"letter", "call"} <= registry.channel(name).proofs
