"""Named reads of this door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.api.models import Held, System
from services.api.problems import Told
from services.casework import access
from services.casework.models import AnswerRow, Case, Document, Output, Party, Request, Task
from services.people.models import User
from services.people.staffing import standing

PAGE = 50


def applications_of(system: System, after: str) -> tuple[list[Held], str]:
    """What a system holds, begun last first, and the key of the next page; a key that is not ours begins anew."""
    rows = Held.objects.filter(system=system).select_related("application__version__service")
    if after.isascii() and after.isdecimal() and len(after) < 19:
        rows = rows.filter(pk__lt=int(after))
    deferred = rows.defer("application__version__rules", "application__values_sealed")
    found = list(deferred.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def seen(user: User, case_id: UUID) -> UUID:
    """The same id, if the case is of one of their organisations; whatever is not, is not here."""
    if not access.visible(standing(user)).filter(pk=case_id).exists():
        raise Told(404, "not_found")
    return case_id


def case_of(model: type[Task | Request | Output], pk: UUID) -> UUID:
    """The case in which something stands."""
    found = model._default_manager.filter(pk=pk).values_list("case", flat=True).first()
    if found is None:
        raise Told(404, "not_found")
    return UUID(str(found))


def case_of_party(pk: int) -> UUID:
    """The main case of the application in which somebody is asked."""
    application = Party.objects.filter(pk=pk).values_list("application", flat=True).first()
    found = Case.objects.filter(application=application, main=None, about=None).values_list("pk", flat=True).first()
    if application is None or found is None:
        raise Told(404, "not_found")
    return found


def keyed(application_id: UUID) -> dict[str, AnswerRow]:
    """The row of each answer, with its touch."""
    rows = AnswerRow.objects.filter(application=application_id).select_related("touch")
    return {row.instance: row for row in rows}


def filed(application_id: UUID) -> Any:
    """The files that are still there, in the order they came."""
    return Document.objects.filter(application=application_id, removed_at=None).order_by("received_at", "pk")
