"""STOP: honoured at once and everywhere, until the person takes it back."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone import commands
from channels_phone.gateways import stopping as gateways
from channels_phone.matching import words
from channels_phone.models import Conversation
from services.record import clock


def answered(row: Conversation, number: str, text: str) -> tuple[str, ...] | None:
    """What is said to STOP and START, and to whoever stopped; None where it is a message like any other."""
    with override(row.language or settings.LANGUAGE_CODE):
        if commands.stops(text):
            _stop(row, number, text)
            return () if words(text) in commands.STOP else (_stopped(),)  # a network confirms its own words
        if commands.starts(text):
            _start(row, number)
            return None
        return (_stopped(),) if row.stopped_at else None


def _stop(row: Conversation, number: str, text: str) -> None:
    """Nothing more: no answers, and no notices by whichever sender of ours."""
    row.stopped_at = row.stopped_at or clock.now()
    row.save(update_fields=["stopped_at"])
    gateways.stop(number, gateways.EVERYWHERE, words(text))


def _start(row: Conversation, number: str) -> None:
    row.stopped_at = None
    row.save(update_fields=["stopped_at"])
    gateways.start(number, gateways.EVERYWHERE)


def _stopped() -> str:
    return gettext("You get no more messages from us. To write with us again, send START.")
