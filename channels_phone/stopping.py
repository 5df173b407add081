"""STOP: honoured at once and everywhere, until the person takes it back."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone.models import Conversation
from channels_phone.sms import commands
from services.record import clock


def answered(row: Conversation, text: str) -> tuple[str, ...] | None:
    """What is said to STOP and START, and to whoever stopped; None where it is a message like any other."""
    with override(row.language or settings.LANGUAGE_CODE):
        if commands.stops(text):
            _set(row, stopped=True)
            return () if commands.words(text) in commands.STOP else (_stopped(),)  # a network confirms its own words
        if commands.starts(text):
            _set(row, stopped=False)
            return None
        return (_stopped(),) if row.stopped_at else None


def _set(row: Conversation, *, stopped: bool) -> None:
    row.stopped_at = (row.stopped_at or clock.now()) if stopped else None
    row.save(update_fields=["stopped_at"])


def _stopped() -> str:
    return gettext("You get no more messages from us. To write with us again, send START.")
