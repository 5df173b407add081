"""What was recorded in a call, kept to be fetched: an answer that somebody writes down, or a declaration."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from channels_phone.models import Recording
from channels_phone.talk import CITIZEN, Talk
from services.assisted import hours
from services.casework import applications
from services.casework.applications import Turn
from services.casework.models import Application
from services.record import clock, envelope

WITHIN = timedelta(hours=2)
"""So long the desk is open at most until it is written down, or a person calls."""
PROVIDER = "twilio"
State = Recording.State


def due() -> datetime | None:
    """When an answer is written down at the latest; None where nobody is ever there to do so."""
    try:
        return hours.open_for(clock.now(), WITHIN)
    except hours.NobodyEver:
        return None


def answer(talk: Talk, url: str, due_at: datetime) -> Turn:
    """Of the question they stand at, in place of whatever they said to it before. Raises as `answer` does."""
    instance = talk.place["instance"]
    turn = applications.leave_to_listeners(
        talk.application_id, instance, touch=talk.touch, keyed_by=CITIZEN, language=talk.language
    )
    before = Recording.objects.filter(application_id=talk.application_id, instance=instance, state__in=Recording.OPEN)
    before.update(state=State.VOID, ended_at=clock.now())
    _keep(talk, url, instance, due_at)
    return turn


def declaration(talk: Talk, url: str) -> None:
    _keep(talk, url, "", None)


def _keep(talk: Talk, url: str, instance: str, due_at: datetime | None) -> None:
    key = Application.objects.select_related("data_key").get(pk=talk.application_id).data_key
    row = Recording(
        id=uuid4(), conversation=talk.row, application_id=talk.application_id, touch_id=talk.touch, instance=instance,
        language=talk.language, provider=PROVIDER, at=clock.now(), due_at=due_at,
    )  # fmt: skip
    row.url_sealed = envelope.seal(key, url.encode(), f"{row.subject}:url")
    row.save(force_insert=True)
