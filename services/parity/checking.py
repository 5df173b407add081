"""Everything the rules find in a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.journeys.definition import Definition, examine
from services.journeys.definition.nodes import Document
from services.journeys.problems import Mistake
from services.parity.findings import Finding, Located, located
from services.parity.registry import channels
from services.parity.rules import CHECKS
from services.parity.subject import Subject


@dataclass(frozen=True)
class Report:
    """What was found in one service, in the order of its files and lines."""

    service: str
    found: tuple[Located, ...]

    @property
    def errors(self) -> tuple[Located, ...]:
        return tuple(each for each in self.found if each.severity == "error")


def findings(rules: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> tuple[Finding, ...]:
    """What every rule finds in rules that hold together, each thing once."""
    subject = Subject(rules, words, channels())
    found = [finding for check in CHECKS for finding in check(subject)]
    return tuple(dict.fromkeys(found))


def of_definition(definition: Definition) -> Report:
    """The report on a definition that was loaded without a mistake."""
    return Report(definition.service, _located(findings(definition.rules, definition.words), definition.documents))


def of_folder(folder: Path) -> Report:
    """The report on a folder, whatever is in it."""
    examined = examine(folder)
    found = [_mistaken(mistake) for mistake in examined.mistakes]
    if examined.rules is not None:
        found += _located(findings(examined.rules, examined.words), examined.documents)
    ordered = sorted(found, key=lambda each: (each.file, each.line, each.rule))
    return Report(str(folder), tuple(ordered))


def _mistaken(mistake: Mistake) -> Located:
    return Located(mistake.path, mistake.line, mistake.column, mistake.rule, "error", mistake.sentence)


def _located(found: tuple[Finding, ...], documents: Mapping[str, Document]) -> tuple[Located, ...]:
    return tuple(located(finding, documents) for finding in found)
