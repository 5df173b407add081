"""What the prover finds in a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from services.journeys.definition.nodes import Document, Path

Severity = Literal["error", "warning", "law"]
"""An error stands in the way of publishing, a warning does not; `law` is an inequality that a law itself makes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found by a rule: where (in the words of a language, or "" in the rules, and the path), and what."""

    rule: str
    severity: Severity
    document: str
    path: Path
    sentence: str

    @property
    def about(self) -> str:
        """Where it is, in one word: what an exception names."""
        return ":".join(filter(None, [self.document, ".".join(map(str, self.path))]))


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place in a file, as it is printed."""

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    sentence: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule} {self.severity}: {self.sentence}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def located(finding: Finding, documents: Mapping[str, Document]) -> Located:
    """In its file where the service was read from files, else by its path in the rules or the words."""
    document = documents.get(finding.document)
    if document is None:
        name = f"words.{finding.document}" if finding.document else "service"
        return Located(name, 1, 1, finding.rule, finding.severity, finding.sentence, finding.about)
    line, column = document.place(finding.path)
    return Located(document.name, line, column, finding.rule, finding.severity, finding.sentence, finding.about)
