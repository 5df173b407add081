"""Who wants no texts from a sender of ours: what networks call opting out, whatever they themselves block."""

from __future__ import annotations

from django.db import transaction

from channels_phone.gateways.models import Stopped
from services.record import clock, ledger, tokens

EVERYWHERE = "*"
"""As a sender: all of ours."""


@transaction.atomic
def stop(number: str, sender: str, word: str) -> bool:
    """No more texts; `word` is the one that said so. False where that was so before."""
    if stopped(number, sender):
        return False
    token = tokens.of_number(number)
    _, fresh = Stopped.objects.get_or_create(
        token=token, sender=sender, defaults={"word": word[:20], "since": clock.now()}
    )
    if fresh:
        ledger.append(f"number:{token}", "number.stopped", {"sender": sender}, actor="citizen")
    return fresh


@transaction.atomic
def start(number: str, sender: str) -> bool:
    """Texts again; False where they were never stopped."""
    rows = Stopped.objects.filter(token__in=tokens.sought_number(number))
    gone, _ = (rows if sender == EVERYWHERE else rows.filter(sender=sender)).delete()
    if gone:
        ledger.append(f"number:{tokens.of_number(number)}", "number.started", {"sender": sender}, actor="citizen")
    return gone > 0


def stopped(number: str, sender: str) -> bool:
    rows = Stopped.objects.filter(token__in=tokens.sought_number(number))
    return rows.filter(sender__in=(sender, EVERYWHERE)).exists()
