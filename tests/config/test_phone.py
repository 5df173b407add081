"""What is chosen must be there, and whole."""

from collections.abc import Mapping

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import phone

TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "token"}


@pytest.mark.parametrize("production", [True, False])
def test_whole(production: bool) -> None:
    phone.check({}, {}, {}, production=production)
    phone.check({"*": "twilio"}, {"*": "+12025550122"}, TWILIO, production=production)


@pytest.mark.parametrize(
    ("gateway_of", "senders", "missing"),
    [
        ({"*": "twilio"}, {"*": "+12025550122"}, "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN"),
        ({"VN": "aggregator"}, {"VN": "EVENHAND"}, "AGGREGATOR_URL, AGGREGATOR_KEY, AGGREGATOR_SECRET"),
        ({"VN": "pigeon"}, {"VN": "EVENHAND"}, "PHONE_GATEWAY_OF"),
        ({"*": "console"}, {"*": "+12025550122"}, "PHONE_GATEWAY_OF"),
        ({"VN": "twilio"}, {"PT": "+12025550122"}, "PHONE_SENDERS"),
    ],
)
def test_named_where_it_is_not(gateway_of: Mapping[str, str], senders: Mapping[str, str], missing: str) -> None:
    nothing = dict.fromkeys((*TWILIO, "AGGREGATOR_URL", "AGGREGATOR_KEY", "AGGREGATOR_SECRET"), "")
    with pytest.raises(ImproperlyConfigured, match=missing):
        phone.check(gateway_of, senders, nothing, production=True)


def test_a_price_is_an_amount_and_a_currency() -> None:
    assert phone.prices({"VN": ("0", "VND"), "*": ("0.10", "EUR")})
    for odd in (("free", "EUR"), ("1", "euro"), ("1",)):
        with pytest.raises(ImproperlyConfigured, match="PHONE_TEXT_PRICE: PT"):
            phone.prices({"PT": odd})  # type: ignore[dict-item]


def test_a_number_of_ours_is_in_e164() -> None:
    phone.ours(PHONE_TEXT_TO=[""], PHONE_RING_ONCE=["+12025550124"])
    with pytest.raises(ImproperlyConfigured, match="PHONE_CALL_TO is no number"):
        phone.ours(PHONE_CALL_TO=["1900 0100"])
