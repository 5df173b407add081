"""Evidence given as an answer: every file it names was received for that very question and is still here."""

from services.casework.models import Application, Document
from services.journeys.problems import Invalid, Problem
from services.journeys.steps import Ask
from services.journeys.types.base import Json


def check(application: Application, step: Ask, value: Json) -> None:
    """Raises Invalid("document_unknown") when an evidence answer names a file not held for it."""
    if step.question.answer.type == "evidence" and isinstance(value, list) and value:
        if not all(_held(application, step.instance, value)):
            raise Invalid(Problem("document_unknown", {}))


def _held(application: Application, instance: str, ids: list[Json]) -> list[bool]:
    live = Document.objects.filter(application=application, instance=instance, removed_at=None)
    known = {str(pk) for pk in live.values_list("pk", flat=True)}
    return [str(pk) in known for pk in ids]
