"""A small service published again and again, each time a little different."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.catalogue import publishing
from services.catalogue.models import Version
from services.journeys.definition import Change, Definition, load
from tests.services.parity.examples import written

RULES = """
calendar: PT
in_force: {from: FROM}
applies_by: filing
questions:
  - {ask: name, type: person_name}
  - {ask: age, type: whole_number, min: 0, max: 120}
  - {ask: bins, type: whole_number, min: 1, max: 9}
eligibility:
  - {unless: age >= LEAST, refusal: young}
"""
REASON = {"en": "The council has decided anew."}


def definition(folder: Path, *, least: int = 18, since: str = "2020-01-01", rules: str = RULES) -> Definition:
    """The service that wants people to be this old, in force from this day."""
    folder.mkdir(exist_ok=True)
    text = rules.replace("LEAST", str(least)).replace("in_force: {from: FROM}\n", "")
    head = written(text, "", folder) / "service.yaml"
    head.write_text(head.read_text().replace("2026-01-01", since))
    return load(folder)


def change(begun: Any, *, ask: tuple[str, ...] = (), kind: Any = "voluntary") -> Change:
    basis = {"title": "A new law"} if kind == "required" else None
    return Change.model_validate({"kind": kind, "begun": begun, "ask": ask, "reason": REASON, "legal_basis": basis})


def published(made: Definition, declared: Change | None = None, *, by: str = "ann") -> Version:
    return publishing.publish(made, by=by, change=declared)
