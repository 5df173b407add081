"""Write anew, under the current key of FIELD_KEYS, what cases are found and compared by; safe to break off."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import transaction

from services.casework import likeness, searching
from services.casework.applications import opened as opening
from services.casework.models import Application, Case

BATCH = 500


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        total, after = 0, UUID(int=0)
        while ids := self._next(after):
            for pk in ids:
                rewrite(pk)
            total, after = total + len(ids), ids[-1]
        self.stdout.write(f"Found and compared by the current key: {total} applications.")

    def _next(self, after: UUID) -> list[UUID]:
        reviewed = Application.objects.filter(pk__gt=after, expired_at=None, reviewed_revision__isnull=False)
        kept = reviewed.exclude(values_sealed=b"").order_by("pk")
        return list(kept.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def rewrite(application_id: UUID) -> None:
    """One application and its cases."""
    opened = opening.lock(application_id)
    likeness.note(opened)
    for case in Case.objects.filter(application=application_id, about=None, destroyed_at=None):
        searching.note(case, opened)
