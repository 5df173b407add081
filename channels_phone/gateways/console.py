"""The demonstration's network: nothing leaves this machine, and the handset of the simulator shows what came."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache

from channels_phone.gateways.gateway import Failed, Gateway, NotHere, Reason, Taken
from channels_phone.gateways.models import HandsetMessage
from services.record import clock, ledger

KEPT = timedelta(hours=24)
RINGS = 60  # seconds


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call of ours to a telephone of the demonstration: the addresses of ours that it leads to."""

    sid: str
    path: str
    status_path: str


class Console(Gateway):
    name = "console"

    def call(self, to: str, *, sender: str, url: str, status_url: str = "") -> Taken:
        """The telephone of the simulator rings for a while; raises NotHere in production."""
        if settings.MODE == "production":
            raise NotHere(self.name)
        made = Ringing(f"CA{uuid4().hex}", _path(url), _path(status_url))
        cache.set(_rings(to), asdict(made), RINGS)
        return Taken(made.sid, "queued")

    def recorded(self, url: str) -> bytes:
        """What was said into the telephone of the simulator; raises Failed."""
        sound: bytes | None = cache.get(_recordings(url))
        if sound is None:
            raise Failed(Reason.PERMANENT, "Gone")
        return sound

    def erase(self, url: str) -> None:
        cache.delete(_recordings(url))

    def send(self, to: str, text: str, *, sender: str, reference: str) -> Taken:
        """It is there at once; raises NotHere in production, where this would keep words in the clear."""
        if settings.MODE == "production":
            raise NotHere(self.name)
        now = clock.now()
        HandsetMessage.objects.filter(expires_at__lte=now).delete()
        made = HandsetMessage.objects.create(
            id=uuid4(), fingerprint=ledger.fingerprint(to), sender=sender, text=text, sent_at=now, expires_at=now + KEPT
        )
        return Taken(str(made.pk), "delivered")


def on_handset(number: str) -> list[HandsetMessage]:
    """What the phone with this number shows, the oldest first."""
    here = HandsetMessage.objects.filter(fingerprint=ledger.fingerprint(number), expires_at__gt=clock.now())
    return list(here.order_by("sent_at", "pk"))


def ringing(number: str) -> Ringing | None:
    """The call that makes the phone with this number ring."""
    kept = cache.get(_rings(number))
    return Ringing(**kept) if kept else None


def stop_ringing(number: str) -> None:
    cache.delete(_rings(number))


def record(sound: bytes) -> str:
    """Where it lies now."""
    url = f"console:RE{uuid4().hex}"
    cache.set(_recordings(url), sound, KEPT.total_seconds())
    return url


def _recordings(url: str) -> str:
    return f"recorded:{url}"


def _rings(number: str) -> str:
    return f"rings:{ledger.fingerprint(number)}"


def _path(url: str) -> str:
    parted = urlsplit(url)
    return f"{parted.path}?{parted.query}" if parted.query else parted.path
