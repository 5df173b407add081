"""A code told in a call: whoever asked for it is rung, hears it twice, and may go on at once in the same call."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from channels_phone.gateways import choosing
from channels_phone.gateways.gateway import Failed, NotHere, Reason
from channels_phone.models import SpokenCode
from channels_phone.voice import twiml
from channels_phone.voice.speech import Line, digit_by_digit
from services.record import clock, envelope

LIVES = timedelta(minutes=10)
"""As long as a code is good for (docs/decisions/0014)."""
TIMES = 2


def ring(to: str, code: str, language: str, reference: str) -> None:
    """The carrier `call` of proofs: one call for one reference. Raises Failed, whose state says what is known."""
    row = _kept(code, language, reference)
    if row is None:
        return
    url = f"{settings.PUBLIC_BASE_URL.rstrip('/')}{reverse('phone:voice_code', args=[row.pk])}"
    try:
        route = choosing.route(to)
        route.opened().call(to, sender=route.sender, url=url)
    except NotHere:
        raise Failed(Reason.PERMANENT, "NotHere") from None
    except Failed as failed:
        if failed.state != Reason.UNCERTAIN:
            forget(row)
        raise


def told(code_id: UUID, key: str) -> str:
    """What whoever answers hears, in TwiML; 1 leads on to where they were."""
    row = SpokenCode.objects.select_related("key").filter(pk=code_id, expires_at__gt=clock.now()).first()
    if row is None:
        return twiml.ended(())
    if key == "1":
        return twiml.onward(f"{reverse('phone:voice')}?back={row.pk}")
    digits = envelope.open(row.key, row.code_sealed, row.subject).decode()
    with override(row.language):
        return twiml.meanwhile(_lines(digits, row.language), reverse("phone:voice_code", args=[row.pk]))


def forget_old() -> int:
    """Those that are good for nothing any more; returns how many."""
    old = list(SpokenCode.objects.select_related("key").filter(expires_at__lte=clock.now()))
    for row in old:
        forget(row)
    return len(old)


def forget(row: SpokenCode) -> None:
    envelope.destroy(row.key)
    row.delete()


@transaction.atomic
def _kept(code: str, language: str, reference: str) -> SpokenCode | None:
    """None where this reference was rung before."""
    row = SpokenCode(id=uuid4(), reference=reference, language=language, key=envelope.new_key())
    row.code_sealed, row.expires_at = envelope.seal(row.key, code.encode(), row.subject), clock.now() + LIVES
    SpokenCode.objects.bulk_create([row], ignore_conflicts=True)
    return SpokenCode.objects.select_related("key").filter(pk=row.pk).first()


def _lines(digits: str, language: str) -> list[Line]:
    said = gettext("Your code is %s.") % digit_by_digit(digits)
    asked = gettext("You asked us for a code. Tell it to nobody; enter it where you asked for it.")
    on = gettext("To go on now with what you began, press 1.")
    return [Line(text, language) for text in (asked, *[said] * TIMES, on)]
