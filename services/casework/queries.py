"""Named reads of applications."""

from collections.abc import Collection
from uuid import UUID

from services.casework.models import Application
from services.catalogue import queries as catalogue


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
