"""Under which rules an application comes: those of its event, and what was declared when they changed meanwhile."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.casework.applications import proofs
from services.casework.applications.opened import Opened
from services.casework.errors import LawChanged
from services.catalogue import calendars, law_in_time
from services.catalogue.models import Publication, Version
from services.record import clock, ledger


def settle_event(opened: Opened, *, touch: UUID, actor: str) -> None:
    """Once the day of the event is known, the rules of that day count from then on; the application is locked."""
    law = opened.journey.law
    if law.applies_by != "event" or opened.application.tryout:
        return
    applicable = _applicable(opened)
    if applicable is not None and applicable.pk != opened.application.version_id and _by_event_only(opened, applicable):
        move(opened, applicable, None, touch=touch, actor=actor)


def settle_changes(opened: Opened, *, touch: UUID, actor: str) -> bool:
    """What was declared about applications begun before; True where this one came under new rules just now.

    Raises LawChanged where it cannot be sent any more. The application is locked.
    """
    application = opened.application
    applicable = None if application.tryout else _applicable(opened)
    if applicable is None or applicable.pk == application.version_id:
        return False
    change = law_in_time.change_between(application.version, application.pinned_at, applicable)
    if change is None or change.begun == Publication.Begun.KEEP:
        return False
    if change.begun == Publication.Begun.REFUSE:
        raise LawChanged(change.reason)
    move(opened, applicable, change, touch=touch, actor=actor)
    return True


def move(opened: Opened, version: Version, change: Publication | None, *, touch: UUID, actor: str) -> None:
    """Bring the application under the rules of this version; what was declared is asked again, the rest stays."""
    application, before = opened.application, opened.application.version.rules_hash
    asked = set(change.ask) if change else set()
    application.ask_again = [each for each in opened.values if each.rpartition(".")[2] in asked]
    with proofs.of_the_same(opened, touch=touch, actor=actor):
        application.version, application.moved_by, application.pinned_at = version, change, clock.now()
        application.reviewed_revision = application.declared_revision = None
        application.save(
            update_fields=["version", "moved_by", "pinned_at", "ask_again", "reviewed_revision", "declared_revision"]
        )
        opened.forget()
    data = {"from": before, "to": version.rules_hash, "again": application.ask_again}
    ledger.append(application.subject, "application.moved", data, actor=actor, touch=str(touch))


def _applicable(opened: Opened) -> Version | None:
    """The version whose law counts as far as is known; None where none was in force, or the event is not known yet."""
    day = _day(opened)
    if day is None:
        return None
    try:
        return law_in_time.version_on(opened.application.service, day)
    except Version.DoesNotExist:
        return None


def _day(opened: Opened) -> date | None:
    law = opened.journey.law
    if law.applies_by == "event":
        day = opened.interview.reading.answers.get(law.event)
        return day if isinstance(day, date) else None
    filed = opened.application.filed_at if law.applies_by == "filing" else None
    return (filed or clock.now()).astimezone(calendars.zone_of(law.calendar)).date()


def _by_event_only(opened: Opened, applicable: Version) -> bool:
    """Whether the other rules count because of the day of the event, not because rules were published since."""
    published = applicable.published_at
    return published is not None and published <= opened.application.pinned_at
