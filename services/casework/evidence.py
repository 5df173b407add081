"""Evidence given as an answer: every file it names was received for that very question and is still here."""

from services.casework.models import Application, Document
from services.journeys.problems import invalid
from services.journeys.steps import Ask
from services.journeys.types.base import Json
from services.journeys.types.files import Evidence


def check(application: Application, step: Ask, value: Json) -> None:
    """Raises Invalid("document_unknown") when an evidence answer names a file not held for it."""
    given = value if isinstance(step.question.answer, Evidence) and isinstance(value, list) else []
    if not all(_held(application, step.instance, given)):
        raise invalid("document_unknown")


def _held(application: Application, instance: str, ids: list[Json]) -> list[bool]:
    if not ids:
        return []
    live = Document.objects.filter(application=application, instance=instance, removed_at=None)
    known = {str(pk) for pk in live.values_list("pk", flat=True)}
    return [str(pk) in known for pk in ids]
