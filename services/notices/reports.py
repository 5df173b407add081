"""What the other side says later of a notice it took: that it has it, that it arrived, or that it was lost.

Who sends by a way marked `ways.reporting` calls these, by the reference the attempt went under.
"""

from __future__ import annotations

from django.db import transaction

from services.notices import attempts, sending
from services.notices.attempts import State
from services.notices.models import Attempt, Notice


@transaction.atomic
def taken(client_reference: str) -> bool:
    """They have it: what was uncertain is so no longer. False where nothing came of it."""
    attempt = _attempt(client_reference)
    return attempt is not None and sending.settle(attempt, State.SENT)


@transaction.atomic
def arrived(client_reference: str) -> bool:
    """It is on their phone: what was kept of it for another way is not needed any more, and nobody need reach them."""
    attempt = _attempt(client_reference)
    if attempt is None:
        return False
    sending.settle(attempt, State.SENT)
    sending.reached(attempt)
    return Notice.objects.filter(pk=attempt.notice_id).exclude(message_sealed=b"").update(message_sealed=b"") == 1


@transaction.atomic
def lost(client_reference: str, error: str) -> bool:
    """They had it and it did not arrive: its next way is tried, once. False where nothing came of it."""
    attempt = _attempt(client_reference)
    if attempt is None or not attempts.returned(attempt, error):
        return False
    sending.tell_of(attempt, error)
    sending.write_event(attempt.notice)
    return True


def _attempt(client_reference: str) -> Attempt | None:
    rows = Attempt.objects.select_related("notice__case").defer("notice__words_sealed")
    return rows.filter(client_reference=client_reference).first()
