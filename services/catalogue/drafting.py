"""Drafts: a definition somebody is writing, kept with whatever mistakes it has; nobody outside sees it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from services.catalogue.models import Draft
from services.journeys.definition import Examined, examine_files
from services.record import clock


class Overtaken(Exception):
    """Somebody else saved the draft meanwhile: `draft` is theirs."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.service)
        self.draft = draft


@transaction.atomic
def save(service: str, files: Mapping[str, str], *, revision: int, by: str) -> Draft:
    """Keep the files; `revision` is the one they were written from, 0 for a new draft. Raises Overtaken."""
    draft, new = Draft.objects.get_or_create(service=service, defaults={"files": dict(files), "changed_by": by})
    if new:
        return draft
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.revision != revision:
        raise Overtaken(draft)
    draft.files, draft.changed_by, draft.changed_at = dict(files), by, clock.now()
    draft.revision += 1
    draft.save(update_fields=["files", "changed_by", "changed_at", "revision"])
    return draft


def examined(draft: Draft) -> Examined:
    """All that can be read of the draft, and all that is wrong in it."""
    return examine_files({name: text.encode() for name, text in draft.files.items()}, draft.service)
