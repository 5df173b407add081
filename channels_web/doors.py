"""The ways in, as a page of a service promises them: only doors that are registered, by numbers that are set."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext
from phonenumbers import PhoneNumberFormat

from services.parity import registry


def ways() -> list[str]:
    """Every door that is open, in words."""
    names = {channel.name for channel in registry.channels()}
    return [said for name, said in _said() if name in names]


def _said() -> Iterator[tuple[str, str]]:
    yield "web", gettext("Online, here on this page: press Start.")
    if settings.PHONE_TEXT_TO:
        yield "sms", gettext("By text message: send any word to %s.") % _number(settings.PHONE_TEXT_TO)
    if settings.PHONE_CALL_TO:
        yield "voice", gettext("By telephone, a landline too: call %s.") % _number(settings.PHONE_CALL_TO)
    if settings.PHONE_RING_ONCE:
        once = gettext("Free of charge: ring %s once, and we call you back.")
        yield "voice", once % _number(settings.PHONE_RING_ONCE[0])


def _number(number: str) -> str:
    """As people read it, with the code of its country."""
    return phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)
