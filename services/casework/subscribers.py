"""What follows by itself from what was written: each is safe to run twice."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, reopening, tasking
from services.casework.clocks import outages
from services.casework.models import Outage
from services.casework.on_lapse import lengthened
from services.record.models import Event

__all__ = ["appeal_upheld", "limit_lengthened", "outage_ended"]

limit_lengthened = lengthened


def outage_ended(event: Event) -> None:
    """Everybody's own limits are longer by the days it touched."""
    outages.lengthen(Outage.objects.get(pk=event.data["outage"]))


@transaction.atomic
def appeal_upheld(event: Event) -> None:
    """Who objected was right: the case is taken up again, and somebody decides it anew."""
    case = access.lock(UUID(event.data["about"]))
    if case.decided_at is None and case.closed_at is None:
        return
    reopening.reopen(case, by="appeal")
    tasking.need(case, "decide_anew", about=event.subject, role="decider")
