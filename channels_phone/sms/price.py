"""What a text to us costs who sends it, as far as we know: networks do not say."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext

from channels_phone.gateways import choosing
from services.journeys.language import language


def of_a_text(number: str, code: str) -> str:
    """By the country of their number, as PHONE_TEXT_PRICE has it from our contracts there."""
    amount, currency = _known(number)
    if not currency:
        return gettext("Each text costs what your network charges.")
    if not amount:
        return gettext("Your texts to us cost nothing.")
    return gettext("Each text costs you %s.") % language(code).money(amount, currency)


def _known(number: str) -> tuple[Decimal, str]:
    prices = settings.PHONE_TEXT_PRICE
    amount, currency = prices.get(choosing.country_of(number), prices.get(choosing.ELSEWHERE, ("0", "")))
    return Decimal(amount), currency
