"""Sending a text: by the gateway of its country, once for each reference, never to who said STOP."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone.gateways import choosing, statuses, stopping
from channels_phone.gateways.choosing import Route
from channels_phone.gateways.gateway import Failed, NotHere, Reason, SaidStop
from channels_phone.gateways.models import Sent
from channels_phone.sms.segments import count, plain
from services.notices import sentences, ways
from services.record import clock, ledger, limits

Ours = Sent.Ours
BECOMES = {Reason.PERMANENT: Ours.REFUSED, Reason.TEMPORARY: Ours.HELD, Reason.UNCERTAIN: Ours.UNSURE}
MEANS = {
    Reason.PERMANENT: ways.State.PERMANENT_FAILURE,
    Reason.TEMPORARY: ways.State.TEMPORARY_FAILURE,
    Reason.UNCERTAIN: ways.State.UNCERTAIN,
}


@ways.reporting
def notice(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    """The way `sms` of notices: returns once the gateway took it; raises ways.Failed.

    It says in a line that there is news, for every segment is paid for; who answers reads it on the same telephone.
    """
    with override(language):
        said = gettext("%(subject)s. To read it, answer this message. To check that it is ours: number %(number)s.")
    news = said % {"subject": subject, "number": notice_number}
    try:
        send(address, " ".join(filter(None, [news, sentences.secret_in(language, text)])), f"{notice_number}.sms")
    except Failed as failed:
        raise ways.Failed(MEANS[failed.state], failed.error) from None


def send(to: str, text: str, reference: str) -> Sent:
    """One text to a number in E.164; a reference that was sent is not sent again. Raises Failed."""
    route = choosing.route(to)
    if stopping.stopped(to, route.sender):
        raise Failed(Reason.PERMANENT, "Stopped")
    said = plain(text)
    sent = _begun(to, said, reference, route)
    if sent.status != Ours.GOING:
        return sent
    try:
        _within_rate(route.sender)
        taken = route.opened().send(to, said, sender=route.sender, reference=reference)
    except Failed as failed:
        _hold(sent, failed)
        if isinstance(failed, SaidStop):
            stopping.stop(to, route.sender, failed.error)
        raise
    except NotHere:
        _hold(sent, Failed(Reason.PERMANENT, "NotHere"))
        raise Failed(Reason.PERMANENT, "NotHere") from None
    statuses.taken(sent, taken)
    sent.refresh_from_db()
    return sent


def _begun(to: str, said: str, reference: str, route: Route) -> Sent:
    """Ours to send now, then it is GOING; else as it was taken before. Raises Failed where that is not known."""
    now = clock.now()
    about = {"gateway": route.gateway, "segments": count(said).segments, "sent_at": now, "moved_at": now}
    sent, fresh = Sent.objects.get_or_create(
        reference=reference, defaults={**about, "status": Ours.GOING, "fingerprint": ledger.fingerprint(to)}
    )
    held = Sent.objects.filter(pk=sent.pk, status=Ours.HELD)
    if fresh or held.update(status=Ours.GOING, error="", **about):
        sent.status = Ours.GOING
        return sent
    sent.refresh_from_db()
    if sent.rank == 0:
        raise Failed(Reason.PERMANENT if sent.status == Ours.REFUSED else Reason.UNCERTAIN, "Before")
    return sent


def _within_rate(sender: str) -> None:
    """What one sender may send: networks block who goes beyond it."""
    try:
        limits.hit("texts of a sender", sender, settings.PHONE_SENDER_RATE)
    except limits.TooMany:
        raise Failed(Reason.TEMPORARY, "TooMany") from None


def _hold(sent: Sent, failed: Failed) -> None:
    """Only while it is ours: they may have said meanwhile that they have it after all."""
    ours = Sent.objects.filter(pk=sent.pk, status=Ours.GOING)
    ours.update(status=BECOMES[failed.state], error=failed.error[:40], moved_at=clock.now())
