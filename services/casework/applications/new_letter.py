"""Asking for a letter once more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework.applications import letters
from services.casework.applications import opened as opening
from services.casework.applications.answering import asked
from services.casework.applications.turn import Turn, turn
from services.casework.errors import NotAsked
from services.journeys.types.letter_codes import LetterCode


@transaction.atomic
def ask_for_letter(application_id: UUID, instance: str, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """A new letter for this question; the old code opens nothing. Raises NotAsked, Submitted, Expired, NotYours."""
    opened = opening.editable(application_id, language)
    step = asked(opened, instance)
    if not isinstance(step.question.answer, LetterCode):
        raise NotAsked
    letters.write_again(opened, instance, step.question.answer, actor=keyed_by, touch=touch)
    return turn(opened, step)
