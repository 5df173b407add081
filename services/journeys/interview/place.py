"""Where a question stands: "born", or "children.b7.born" in the row b7 of the group children."""

from __future__ import annotations

from dataclasses import dataclass

from services.journeys.journey import Question


@dataclass(frozen=True, slots=True)
class Place:
    """One question instance."""

    instance: str
    question: Question
    row: str = ""


def place_of(question: Question, row: str = "") -> Place:
    return Place(f"{question.group}.{row}.{question.id}" if row else question.id, question, row)
