"""What became of a text: statuses come twice, late and in any order, and all orders end the same."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from channels_phone.gateways.gateway import Taken
from channels_phone.gateways.models import Sent
from services.notices import reports
from services.record import clock

log = structlog.get_logger(__name__)

GOING = (
    "accepted", "scheduled", "queued", "sending", "initiated", "ringing", "in-progress", "sent", "completed",
)  # fmt: skip
ARRIVED = ("delivered", "read")
LOST = ("busy", "no-answer", "canceled", "failed", "undelivered")
RANKS: Mapping[str, int] = {status: rank for rank, status in enumerate((*GOING, *ARRIVED, *LOST), start=1)}
"""Of texts and of calls; the higher one stays. That it was lost is final: told twice is better than not at all."""


def moved(
    gateway: str, provider_id: str, status: str, sequence: int | None = None, *, reference: str = "", error: str = ""
) -> bool:
    """Write down what they say of a text; False where that is old, or no text of ours.

    Where they count what they say (`sequence`), the later counts, not the higher. `reference` is ours as it came
    back: by it a text is known of which they never said their id.
    """
    if status not in RANKS or not provider_id:
        return False
    sent = _known(gateway, provider_id, reference)
    if sent is None:
        log.info("phone_status_unknown", gateway=gateway)
        return False
    return _move(sent, provider_id, status, sequence, error)


def taken(sent: Sent, said: Taken) -> None:
    """They have it: from now on it is known by their id, if they did not say more of it meanwhile."""
    status = said.status if said.status in RANKS else "accepted"
    if not _move(sent, said.id, status, None, ""):
        Sent.objects.filter(pk=sent.pk, provider_id="").update(provider_id=said.id)


@transaction.atomic
def _move(sent: Sent, provider_id: str, status: str, sequence: int | None, error: str) -> bool:
    now = clock.now()
    said = {"provider_id": provider_id, "status": status, "rank": RANKS[status], "error": error[:40], "moved_at": now}
    if sequence is not None:
        said["sequence"] = sequence
    if status in ARRIVED:
        said["delivered_at"] = now
    later = Q(sequence__lt=sequence) if sequence is not None else Q(rank__lt=RANKS[status])
    if not _still(sent, provider_id).filter(later).update(**said):
        return False
    _report(sent.reference, status, error)
    return True


def _still(sent: Sent, provider_id: str) -> QuerySet[Sent]:
    return Sent.objects.filter(pk=sent.pk, provider_id__in=("", provider_id))


def _known(gateway: str, provider_id: str, reference: str) -> Sent | None:
    ours = Q(provider_id=provider_id) | (Q(reference=reference, provider_id="") if reference else Q(pk=None))
    return Sent.objects.filter(ours, gateway=gateway).first()


def _report(reference: str, status: str, error: str) -> None:
    """Let notices know, where it was one."""
    if status in LOST:
        reports.lost(reference, error or status)
    elif status in ARRIVED:
        reports.arrived(reference)
    else:
        reports.taken(reference)
