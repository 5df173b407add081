"""Touches: one visit through one channel. Every answer, document and case points at the touch it came through."""

from uuid import UUID

from services.casework.models import Touch
from services.people.models import Person
from services.record import clock


def open(
    channel: str,
    language: str,
    *,
    person: Person | None = None,
    assisted: bool = False,
    helper: str = "",
    helper_organisation: str = "",
) -> Touch:
    """A touch that begins now; `helper` and their organisation are opaque ids, given only when assisted."""
    return Touch.objects.create(
        channel=channel,
        language=language,
        person=person,
        assisted=assisted,
        helper=helper,
        helper_organisation=helper_organisation,
        started_at=clock.now(),
    )


def going(touch_id: UUID) -> Touch | None:
    """The touch of this id while it has not ended; None otherwise."""
    return Touch.objects.filter(pk=touch_id, ended_at=None).first()


def channel_of(touch_id: UUID) -> str:
    """The channel this visit came through."""
    return Touch.objects.values_list("channel", flat=True).get(pk=touch_id)


def serve(touch_id: UUID, application_id: UUID) -> None:
    """This application was worked on during this touch; safe to repeat."""
    served = Touch.applications.through
    served._default_manager.bulk_create(
        [served(touch_id=touch_id, application_id=application_id)], ignore_conflicts=True
    )


def close(touch_id: UUID, outcome: str) -> bool:
    """End a touch with its outcome (a slug); False when it had ended already, which changes nothing."""
    return Touch.objects.filter(pk=touch_id, ended_at=None).update(ended_at=clock.now(), outcome=outcome) == 1
