"""What was said and could not be understood by a machine: somebody writes it down, and the rest is asked meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import touches
from services.casework.applications import opened as opening
from services.casework.applications.answering import answer, asked
from services.casework.applications.opened import Opened
from services.casework.applications.turn import Turn, turn
from services.casework.errors import NotAsked
from services.record import ledger

TRANSCRIBED = "transcribed"
"""How an answer is kept that somebody wrote down from a recording."""


@transaction.atomic
def leave_to_listeners(application_id: UUID, instance: str, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """They said their answer to this question, and it will be written down; the next step. Raises as `answer` does."""
    opened = opening.editable(application_id, language)
    asked(opened, instance)
    if instance not in opened.application.awaited:
        _keep(opened, [*opened.application.awaited, instance])
        touches.serve(touch, application_id)
        data = {"instance": instance}
        ledger.append(opened.application.subject, "answer.said", data, actor=keyed_by, touch=str(touch))
    return turn(opened)


@transaction.atomic
def write_down(
    application_id: UUID, instance: str, raw: str, *, touch: UUID, keyed_by: str, language: str = ""
) -> Turn:
    """What a listener heard, as their answer; raises as `answer`, and NotAsked where it is awaited no more."""
    opened = opening.editable(application_id, language)
    if instance not in opened.application.awaited:
        raise NotAsked
    revision = opened.revisions.get(instance, 0)
    return answer(
        application_id, instance, revision, raw, touch=touch, keyed_by=keyed_by, language=language, source=TRANSCRIBED
    )


@transaction.atomic
def ask_anew(application_id: UUID, instance: str, *, actor: str) -> None:
    """Nobody could write it down: the question is open again. Raises Submitted, Expired, NotYours."""
    opened = opening.editable(application_id)
    if instance in opened.application.awaited:
        _keep(opened, [each for each in opened.application.awaited if each != instance])
        ledger.append(opened.application.subject, "answer.not_written_down", {"instance": instance}, actor=actor)


def _keep(opened: Opened, awaited: list[str]) -> None:
    opened.application.awaited = awaited
    opened.application.save(update_fields=["awaited"])
    opened.forget()
