"""What a system holds, and the visits it makes: as on the web, a visit ends after half an hour of silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from services.api.models import Held, System
from services.api.speaking import spoken
from services.casework import touches
from services.casework.applications import NotYours, Started
from services.casework.models import Application
from services.record import clock

CHANNEL = "api"
VISIT = timedelta(minutes=30)
REFRESH = timedelta(minutes=5)
"""Within these it need not be written down again that somebody is still there."""


def held(system: System, application_id: UUID) -> Held:
    """What this system has of this application; raises NotYours."""
    found = _rows(system, application_id).first()
    if found is None:
        raise NotYours
    return found


@transaction.atomic
def visiting(system: System, application_id: UUID, asked: str) -> tuple[UUID, str]:
    """The touch of the visit that is going on, or of one that begins now, and its language; raises NotYours."""
    row = _rows(system, application_id).select_for_update(of=("self",)).first()
    if row is None:
        raise NotYours
    now, language = clock.now(), asked or row.application.language
    if now - row.seen_at > VISIT:
        row.touch = touches.open(CHANNEL, language)
    if now - row.seen_at > REFRESH:
        row.seen_at = now
        row.save(update_fields=["touch", "seen_at"])
    return row.touch_id, language


@transaction.atomic
def begun(system: System, language: str, begin: Callable[[UUID], Started]) -> Started:
    """An application that is begun in a visit of its own, and held from then on."""
    touch = touches.open(CHANNEL, language)
    started = begin(touch.pk)
    Held.objects.create(system=system, application=started.application, touch=touch, seen_at=clock.now())
    return started


@transaction.atomic
def taken_up(system: System, find: Callable[[UUID], Application]) -> Application:
    """An application whose reference and secret the system was given, held from now on."""
    touch = touches.open(CHANNEL, spoken())
    found = find(touch.pk)
    Held.objects.update_or_create(system=system, application=found, defaults={"touch": touch, "seen_at": clock.now()})
    return found


def _rows(system: System, application_id: UUID) -> QuerySet[Held]:
    rows = Held.objects.filter(system=system, application=application_id)
    return rows.select_related("application").defer("application__values_sealed")
