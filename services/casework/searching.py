"""Finding cases by words of what was said, without keeping these words: HMACs of them (services/record/tokens.py)."""

from __future__ import annotations

from collections.abc import Iterator

from services.casework.applications.opened import Opened
from services.casework.models import Case, SearchToken
from services.journeys.journey import Question
from services.journeys.types.base import Json
from services.record import tokens

WORDS, NUMBERS = ("person_name",), ("national_id", "phone")
"""The types of answers that cases are found by: names by their words, numbers as a whole; nothing that is sensitive."""


def note(case: Case, opened: Opened) -> None:
    """Write down what this case is found by; safe to repeat."""
    found = _tokens(opened)
    SearchToken.objects.filter(case=case).delete()
    SearchToken.objects.bulk_create(
        SearchToken(case=case, authority_id=case.authority_id, token=token, opened_at=case.opened_at)
        for token in sorted(found)
    )


def _tokens(opened: Opened) -> set[str]:
    said = list(_said(opened))
    words = tokens.tokens(str(value) for question, value in said if question.answer.type in WORDS)
    numbers = {tokens.of_number(str(value)) for question, value in said if question.answer.type in NUMBERS}
    return {*words, *numbers} - {""}


def _said(opened: Opened) -> Iterator[tuple[Question, Json]]:
    for instance, place in opened.interview.places.items():
        question, value = place.question, opened.values.get(instance)
        if question.answer.type in (*WORDS, *NUMBERS) and not question.sensitive and value:
            yield question, value
