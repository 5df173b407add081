"""Named reads of applications."""

from collections.abc import Collection
from uuid import UUID

from services.casework.models import Application, Case
from services.catalogue import queries as catalogue
from services.people.models import ContactPlan


def held(ids: Collection[UUID]) -> list[Application]:
    """These applications, those begun last first; what has expired is gone."""
    if not ids:
        return []
    rows = Application.objects.filter(pk__in=ids, expired_at=None).select_related("version__service")
    return list(rows.defer("version__rules", "values_sealed").order_by("-began_at", "pk"))


def title(application: Application, language: str) -> str:
    """The name of its service, in this language where it has words in it."""
    version = application.version
    spoken = language if language in version.words_hashes else application.language
    return catalogue.words_of(version, spoken).service("title")


def plan_of(application_id: UUID) -> ContactPlan | None:
    """How the applicant is reached."""
    rows = Case.objects.filter(application=application_id, main=None, about=None, destroyed_at=None)
    case = rows.select_related("contact__key").defer("version").first()
    return case.contact if case else None
