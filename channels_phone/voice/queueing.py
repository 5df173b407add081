"""Who waits on the line for a person: told their place, and free to keep it without holding the line."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, override

from channels_phone.rooms.person import promised
from channels_phone.voice import twiml
from channels_phone.voice.calls import Call
from channels_phone.voice.speech import Line
from services.assisted import hours, waiting
from services.assisted.models import Waiting
from services.record import clock

KEEP = "1"


def told(call: Call, waiting_id: UUID, key: str) -> str:
    """In TwiML; whoever is not called for, or when the desk closes, keeps the place and is called back."""
    row = Waiting.objects.select_related("key").filter(pk=waiting_id).first()
    if row is None:
        return twiml.left(())
    with override(row.language):
        if row.line == call.sid and call.number and _leaves(row, key):
            row = _kept(row)
        if row.line != call.sid or row.ended_at is not None:
            return twiml.left([Line(text, row.language) for text in [promised(row, row.language)] if text])
        waiting.there(row.pk)
        return twiml.meanwhile(_said(row, call), reverse("phone:voice_waiting", args=[row.pk]))


def _leaves(row: Waiting, key: str) -> bool:
    """They wish to, or the people go home; whoever somebody has taken is put through at any moment."""
    return row.taken_by_id is None and (key == KEEP or not hours.open_at(clock.now()))


def _kept(row: Waiting) -> Waiting:
    """Called back; where no time is left to promise they wait on."""
    try:
        return waiting.keep_place(row.pk)
    except hours.NobodyEver:
        return row


def put_through(waiting_id: UUID) -> str:
    """Who answered is an operator: to whoever they took, on the line or at their number; else the call is over."""
    row = Waiting.objects.select_related("key").filter(pk=waiting_id, ended_at=None).exclude(taken_by=None).first()
    if row is None:
        return twiml.ended(())
    return twiml.to_queue(str(row.pk)) if row.line else twiml.to_number(waiting.number_of(row))


def _said(row: Waiting, call: Call) -> list[Line]:
    keep = gettext("To keep your place and be called back, press 1.")
    said = [gettext("You are number %s in line.") % waiting.place(row), *([keep] if call.number else [])]
    return [Line(text, row.language) for text in said]
