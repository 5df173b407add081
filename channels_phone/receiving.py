"""A message that a provider brings: taken once, and answered with the same words however often it is brought."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from channels_phone import conversations, stopping
from channels_phone.conversations import Replies, token_of
from channels_phone.gateways import choosing
from channels_phone.gateways.arrived import Arrived
from channels_phone.models import Conversation
from channels_phone.sms.medium import Texting
from channels_phone.sms.reading import Said
from channels_phone.sms.talking import replies
from services.record import limits

TEXTS, TOLD = "60/10minute", "1/10minute"
"""More than a person writes; whoever does is slowed, and told so once."""
TEXTING = Texting()


def received(arrived: Arrived) -> Replies:
    """What is answered to this message, however often it is brought; nothing to one from where no answer leads."""
    if not (choosing.E164.fullmatch(arrived.sender) and arrived.key):
        return ()
    try:
        limits.hit("texts of a number", token_of(arrived.sender), TEXTS)
    except limits.TooMany as reached:
        return _slowed(arrived.sender, reached.again_at)
    return _once(arrived)


@transaction.atomic
def _once(arrived: Arrived) -> Replies:
    """Kept in one transaction with what it did. Who brings it again waits for the conversation, and finds it then."""
    row = conversations.locked("sms", arrived.sender, arrived.sender)
    kept = conversations.kept(row, arrived.provider, arrived.key)
    if kept is not None:
        return kept
    said = stopping.answered(row, arrived.sender, arrived.text)
    if said is None:
        said = conversations.talked(row, TEXTING, lambda talk: replies(talk, _said(arrived)))
    conversations.keep(row, arrived.provider, arrived.key, said)
    return said


def _said(arrived: Arrived) -> Said:
    return Said(arrived.text, media=arrived.media, provider=arrived.provider)


def _slowed(number: str, again_at: datetime) -> Replies:
    language = Conversation.objects.filter(token=token_of(number)).values_list("language", flat=True).first()
    try:
        limits.hit("slowed numbers told", token_of(number), TOLD)
    except limits.TooMany:
        return ()
    with override(language or settings.LANGUAGE_CODE):
        local = again_at.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
        return (gettext("You sent too many messages. Send the next one after %s.") % f"{local:%H:%M}",)
