"""Calls that we place: to who rang once, for whom a call must cost nothing, and to who was promised one.

Work is claimed by a conditional update. Whether a call was placed that timed out nobody knows: it is not placed again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from channels_phone.conversations import token_of
from channels_phone.gateways import choosing
from channels_phone.gateways.gateway import Failed, NotHere, Reason, Taken
from channels_phone.gateways.twilio_rest import AGAIN
from channels_phone.models import CallBack
from services.assisted import waiting
from services.record import clock, envelope, limits

State, Why = CallBack.State, CallBack.Why
ROOMS = {Why.RANG: "code", Why.PROMISED: "called", Why.WRITTEN: "written"}
RINGS = "6/hour"
"""Of one number: whoever rings more often is not called more often."""
SOON = timedelta(seconds=10)
"""Until they have put the telephone down."""
TRIES = (timedelta(minutes=2), timedelta(minutes=15))
"""How long after nobody answered it is tried again."""
LEASE = timedelta(minutes=2)
SILENT = timedelta(hours=2)
"""Longer than any call rings or lasts."""
BATCH, KEPT = 50, timedelta(days=30)
MISSED = ("busy", "no-answer", "failed", "canceled")


@transaction.atomic
def ask(number: str, *, why: CallBack.Why, at: datetime | None = None) -> CallBack | None:
    """A call to this number, now or then, one at a time for each reason; None where it asks for too many."""
    known = CallBack.objects.filter(caller=token_of(number), why=why, state__in=CallBack.OPEN).first()
    if known is not None:
        return known
    try:
        limits.hit(f"calls back to a number, {why}", token_of(number), RINGS)
    except limits.TooMany:
        return None
    due = at or clock.now() + SOON
    row = CallBack(id=uuid4(), caller=token_of(number), why=why, key=envelope.new_key(), due_at=due)
    row.number_sealed = envelope.seal(row.key, number.encode(), row.subject)
    CallBack.objects.bulk_create([row], ignore_conflicts=True)
    return CallBack.objects.get(caller=row.caller, why=why, state__in=CallBack.OPEN)


def keep_promises() -> int:
    """A call to everybody who was promised one by now; returns how many there are."""
    rows = list(waiting.due(clock.now()).select_related("key")[:BATCH])
    for row in rows:
        ask(waiting.number_of(row), why=Why.PROMISED, at=clock.now())
    return len(rows)


def room_of(call_back: UUID) -> str:
    """Where whoever answers it begins: with a person, or with the code of what they began."""
    row = CallBack.objects.filter(pk=call_back).first()
    return ROOMS[Why(row.why)] if row else "code"


def due() -> list[UUID]:
    """Those to be placed by now."""
    waiting = CallBack.objects.filter(state=State.WAITING, due_at__lte=clock.now())
    return list(waiting.order_by("due_at").values_list("pk", flat=True)[:BATCH])


def place(call_back: UUID) -> bool:
    """Ring them; False where somebody else does, or it did not come about. Safe to run twice."""
    row = _claimed(call_back)
    if row is None:
        return False
    try:
        taken = _rung(row)
    except Failed as failed:
        _not_placed(row, failed)
        return False
    _on_its_way(row, taken)
    return True


def became(call_back: UUID, status: str) -> None:
    """What the network says of it: answered, or tried again while there are tries."""
    row = CallBack.objects.filter(pk=call_back).first()
    if row is None:
        return
    if status in MISSED:
        _again(row, status)
    elif status in ("in-progress", "completed"):
        _still(row, *CallBack.OPEN).update(state=State.ANSWERED, ended_at=clock.now())


def settle_lost() -> int:
    """Whoever was placing it died, or nobody ever said what became of it: it may have rung, so it is over."""
    now = clock.now()
    died = Q(state=State.PLACING, claimed_at__lt=now - LEASE) | Q(state=State.RINGING, claimed_at__lt=now - SILENT)
    return CallBack.objects.filter(died).update(state=State.UNCERTAIN, ended_at=now)


def forget() -> int:
    """Those that are over for long, and their keys; returns how many."""
    over = CallBack.objects.select_related("key").filter(ended_at__lt=clock.now() - KEPT)[:BATCH]
    for row in over:
        envelope.destroy(row.key)
        row.delete()
    return len(over)


def _claimed(call_back: UUID) -> CallBack | None:
    now = clock.now()
    waiting = CallBack.objects.filter(pk=call_back, state=State.WAITING, due_at__lte=now)
    claimed = waiting.update(state=State.PLACING, claimed_at=now, tries=F("tries") + 1)
    return CallBack.objects.select_related("key").get(pk=call_back) if claimed else None


def _rung(row: CallBack) -> Taken:
    """Raises Failed."""
    number = envelope.open(row.key, row.number_sealed, row.subject).decode()
    route = choosing.route(number)
    base, of = settings.PUBLIC_BASE_URL.rstrip("/"), f"?back={row.pk}"
    url, status = f"{base}{reverse('phone:voice')}{of}", f"{base}{reverse('phone:voice_over')}{of}{AGAIN}"
    try:
        return route.opened().call(number, sender=route.sender, url=url, status_url=status)
    except NotHere:
        raise Failed(Reason.PERMANENT, "NotHere") from None


def _not_placed(row: CallBack, failed: Failed) -> None:
    if failed.state == Reason.TEMPORARY:
        _again(row, failed.error)
    else:
        state = State.UNCERTAIN if failed.state == Reason.UNCERTAIN else State.REFUSED
        _still(row, State.PLACING).update(state=state, error=failed.error[:40], ended_at=clock.now())


def _on_its_way(row: CallBack, taken: Taken) -> None:
    """Unless they said meanwhile what became of it."""
    _still(row, State.PLACING).update(state=State.RINGING, provider_id=taken.id)


def _again(row: CallBack, error: str) -> None:
    """Later, or never where it was tried often enough."""
    if row.tries > len(TRIES):
        over = _still(row, *CallBack.OPEN).update(state=State.NOT_REACHED, error=error[:40], ended_at=clock.now())
        if over and row.why == Why.PROMISED:
            waiting.not_reached(row.caller)
    else:
        later = clock.now() + TRIES[row.tries - 1]
        _still(row, State.PLACING, State.RINGING).update(state=State.WAITING, error=error[:40], due_at=later)


def _still(row: CallBack, *states: str) -> QuerySet[CallBack]:
    """Not that of another try meanwhile."""
    return CallBack.objects.filter(pk=row.pk, tries=row.tries, state__in=states)
