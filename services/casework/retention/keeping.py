"""Archived, then destroyed, when the days come that its result gives; planned first, without doing anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from services.casework import access
from services.casework.models import Application, Case
from services.casework.retention.erasing import erase
from services.casework.trace import trace
from services.record import clock

BATCH = 500


@dataclass(frozen=True)
class Planned:
    """So many files of one case type and result, closed in one year, are due."""

    what: str
    case_type: str
    result: str
    closed_in: int
    files: int


def plan(day: date | None = None) -> Iterator[Planned]:
    """What would be archived and destroyed on this day (today if none is given); nothing happens."""
    for what, due in (("archive", _to_archive(day)), ("destroy", _to_destroy(day))):
        grouped = due.values("case_type", "result", closed_in=ExtractYear("closed_at")).annotate(files=Count("pk"))
        for row in grouped.order_by("case_type", "result", "closed_in"):
            yield Planned(what, **row)


def archive_due() -> int:
    """Files whose day has come leave the shelves of the office; returns how many."""
    return sum(_archive(pk) for pk in list(_to_archive(None).values_list("pk", flat=True)[:BATCH]))


def destroy_due() -> int:
    """Applications of which every file is due are erased: keys, files, words found by. Returns how many."""
    due = _to_destroy(None).values_list("application", flat=True).distinct()
    return sum(_destroy(pk) for pk in list(due[:BATCH]))


def _to_archive(day: date | None) -> QuerySet[Case]:
    return Case.objects.filter(archive_on__lte=_day(day), archived_at=None, destroyed_at=None, closed_at__isnull=False)


def _to_destroy(day: date | None) -> QuerySet[Case]:
    """Not while another file of the same application is kept: they stand under one key."""
    kept = Case.objects.filter(Q(destroy_on=None) | Q(destroy_on__gt=_day(day)), application=OuterRef("application"))
    return Case.objects.filter(~Exists(kept), destroy_on__lte=_day(day), destroyed_at=None)


def _day(day: date | None) -> date:
    return day or clock.today(settings.AUTHORITY_TIME_ZONE)


@transaction.atomic
def _archive(pk: UUID) -> bool:
    case = access.lock(pk)
    if case.archived_at is not None or case.closed_at is None:
        return False
    case.archived_at = clock.now()
    case.save(update_fields=["archived_at"])
    trace(case, "case.archived", {}, actor="clock")
    return True


@transaction.atomic
def _destroy(application_id: UUID) -> bool:
    application = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application_id)
    if not _to_destroy(None).filter(application=application).exists():
        return False
    erase(application, by="clock", why="time")
    return True
