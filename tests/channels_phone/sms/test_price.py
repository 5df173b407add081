"""What a text costs is said with the first words, as far as it is known."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from pytest_django import Settings

from channels_phone.sms import price

PRICES = {"VN": ("500", "VND"), "PT": ("0", "EUR"), "*": ("0.10", "EUR")}


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("+84912345678", "vi", "500"),
        ("+351912345678", "pt", "grátis"),
        ("+447911123456", "en", "Each text costs you €0.10."),
    ],
)
def test_as_our_contracts_have_it(settings: Settings, number: str, code: str, said: str) -> None:
    settings.PHONE_TEXT_PRICE = PRICES
    with override(code):
        assert said in price.of_a_text(number, code)


def test_what_is_not_known_is_said_too(settings: Settings) -> None:
    settings.PHONE_TEXT_PRICE = {}
    with override("en"):
        assert price.of_a_text("+84912345678", "en") == "Each text costs what your network charges."
