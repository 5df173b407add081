"""What becomes of applications begun under the rules before: `change.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from services.journeys.definition import nodes
from services.journeys.definition.nodes import Document
from services.journeys.definition.parts import Id, LegalBasis, Part, Sentence
from services.journeys.definition.sentences import told
from services.journeys.problems import Mistake, Mistakes


class Change(Part):
    """Declared by whoever publishes rules that differ from those that are live."""

    kind: Literal["voluntary", "required", "corrective"] = "voluntary"
    begun: Literal["keep", "ask_again", "refuse"]
    ask: tuple[Id, ...] = ()
    legal_basis: LegalBasis | None = None
    reason: dict[str, Sentence] = Field(min_length=1)

    @model_validator(mode="after")
    def _what_goes_together(self) -> Change:
        if self.ask and self.begun != "ask_again":
            raise ValueError("ask goes with begun: ask_again.")
        if self.kind == "required" and self.legal_basis is None:
            raise ValueError("Name the law that requires it: legal_basis.")
        return self


def read_change(name: str, content: bytes) -> Change:
    """A change that goes with rules published before; raises Mistakes."""
    try:
        document = nodes.read(name, content)
        return Change.model_validate(document.data)
    except nodes.Unreadable as wrong:
        raise Mistakes([wrong.mistake]) from None
    except ValidationError as wrong:
        raise Mistakes(document.mistake(path, text) for path, text in told(wrong)) from None


def read(document: Document, rules: Mapping[str, Any]) -> tuple[Change | None, list[Mistake]]:
    """The change in this file, held against the rules it goes with."""
    try:
        change = Change.model_validate(document.data)
    except ValidationError as wrong:
        return None, [document.mistake(path, text) for path, text in told(wrong)]
    asked = {question["ask"] for question in rules["questions"]}
    mistakes = [
        document.mistake(("ask", number), f"{name} is not a question of this service.")
        for number, name in enumerate(change.ask)
        if name not in asked
    ]
    mistakes += [
        document.mistake(("reason",), f"reason has no words in {code}.")
        for code in rules["languages"]
        if code not in change.reason
    ]
    return change, mistakes
