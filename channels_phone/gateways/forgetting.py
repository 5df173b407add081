"""What was sent is not kept for ever, and a handset of the demonstration for a day only."""

from __future__ import annotations

from datetime import timedelta

from channels_phone.gateways.models import HandsetMessage, Sent
from services.record import clock

KEPT = timedelta(days=180)
"""Long enough to answer who asks what became of a text; the ledger says the rest."""


def forget() -> int:
    """How many rows are gone; safe to repeat."""
    texts, _ = Sent.objects.filter(moved_at__lt=clock.now() - KEPT).delete()
    shown, _ = HandsetMessage.objects.filter(expires_at__lte=clock.now()).delete()
    return texts + shown
