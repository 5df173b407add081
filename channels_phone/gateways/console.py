"""The demonstration's network: nothing leaves this machine, and the handset of the simulator shows what came."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings

from channels_phone.gateways.gateway import Gateway, NotHere, Taken
from channels_phone.gateways.models import HandsetMessage
from services.record import clock, ledger

KEPT = timedelta(hours=24)


class Console(Gateway):
    name = "console"

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
