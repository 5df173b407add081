"""The sound, fetched from the provider, which then erases it. Never inside a transaction; claimed by an update."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.module_loading import import_string

from channels_phone.gateways.gateway import Failed, Gateway, NotHere, Reason
from channels_phone.models import Recording
from channels_phone.recordings import settling
from services.record import clock, envelope

State = Recording.State
TRIES, LEASE, BATCH = 12, timedelta(minutes=2), 20
"""A recording may not be ready for a while after the call went on."""


def due() -> list[UUID]:
    """Those to be fetched; whoever was at one and died leaves it to be fetched again, but not for ever."""
    for row in Recording.objects.filter(state=State.FETCHING, claimed_at__lt=clock.now() - LEASE)[:BATCH]:
        _failed(row, Failed(Reason.TEMPORARY, "Died"))
    rows = Recording.objects.filter(state=State.WAITING).order_by("at")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def collect(recording: UUID) -> bool:
    """Whether it is with us now; a declaration to be kept, an answer to be listened to."""
    waiting = Recording.objects.filter(pk=recording, state=State.WAITING)
    if not waiting.update(state=State.FETCHING, claimed_at=clock.now(), tries=F("tries") + 1):
        return False
    row = _row(recording)
    try:
        sound = _gateway(row).recorded(_url(row))
        sealed = envelope.seal(row.application.data_key, sound, row.subject)
    except (Failed, NotHere) as failed:
        _failed(row, failed)
        return False
    except envelope.Unreadable:  # the application was erased meanwhile, and all that was said with it
        settling.over(row.pk, State.VOID)
        return False
    kept = Recording.objects.filter(pk=row.pk, state=State.FETCHING)
    return bool(kept.update(state=State.HELD if row.instance else State.KEPT, sound_sealed=sealed))


def to_erase() -> list[UUID]:
    """Those that the provider has still, and need not have any more."""
    over = Recording.objects.filter(erased_at=None).exclude(state__in=(State.WAITING, State.FETCHING))
    return list(over.order_by("at").values_list("pk", flat=True)[:BATCH])


def erase(recording: UUID) -> bool:
    """Whether the provider says that it has it no more; erased twice, it is gone all the same."""
    row = _row(recording)
    try:
        _gateway(row).erase(_url(row))
    except Failed as failed:
        if failed.state != Reason.PERMANENT:
            return False
    except (NotHere, envelope.Unreadable):  # nobody can say any more which one it was
        pass
    return bool(Recording.objects.filter(pk=row.pk, erased_at=None).update(erased_at=clock.now()))


def _failed(row: Recording, failed: Failed | NotHere) -> None:
    """Not there yet is not gone: it is tried for some minutes."""
    passing = isinstance(failed, Failed) and failed.state != Reason.PERMANENT
    if passing and row.tries < TRIES:
        Recording.objects.filter(pk=row.pk, state=State.FETCHING).update(state=State.WAITING)
    else:
        settling.over(row.pk, State.LOST)


def _row(recording: UUID) -> Recording:
    return Recording.objects.select_related("application__data_key").get(pk=recording)


def _url(row: Recording) -> str:
    return envelope.open(row.application.data_key, row.url_sealed, f"{row.subject}:url").decode()


def _gateway(row: Recording) -> Gateway:
    gateway: Gateway = import_string(settings.PHONE_GATEWAYS[row.provider])()
    return gateway
