"""Only what a gateway signed is believed, and only for the address, the form and the body that it signed."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from channels_phone.gateways import aggregator
from channels_phone.gateways.arrived import Arrived
from channels_phone.gateways.gateway import Malformed
from channels_phone.gateways.signatures import genuine
from tests.channels_phone.gateways.conftest import SECRET, TOKEN
from tests.channels_phone.gateways.signing import signature

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
DOCUMENTED = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
JSON = b'{"status": "delivered"}'
JSON_URL = f"https://evenhand.example/phone/status/sms/?bodySHA256={sha256(JSON).hexdigest()}"


@pytest.mark.parametrize(
    ("url", "form", "header", "good"),
    [
        (URL, FORM, DOCUMENTED, True),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", FORM, DOCUMENTED, True),
        ("http://mycompany.com/myapp.php?foo=1&bar=2", FORM, DOCUMENTED, False),
        ("https://other.com/myapp.php?foo=1&bar=2", FORM, DOCUMENTED, False),
        ("https://mycompany.com/myapp.php/?foo=1&bar=2", FORM, DOCUMENTED, False),
        ("https://mycompany.com/myapp.php?bar=2&foo=1", FORM, DOCUMENTED, False),
        (URL, FORM + "&New=1", DOCUMENTED, False),
        (URL, FORM.replace("1234&", "1235&"), DOCUMENTED, False),
        (URL, FORM, "", False),
        (URL, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B9=", False),
        (URL, FORM, "không", False),
    ],
    ids=["documented", "port", "http", "host", "slash", "order", "more", "other", "none", "wrong", "no base64"],
)
def test_a_form(url: str, form: str, header: str, good: bool) -> None:
    assert genuine(url, QueryDict(form), b"", header, [TOKEN]) is good


def test_two_tokens_while_one_takes_the_place_of_the_other() -> None:
    assert genuine(URL, QueryDict(FORM), b"", DOCUMENTED, ["new", TOKEN])
    assert not genuine(URL, QueryDict(FORM), b"", DOCUMENTED, ["new", ""])
    assert not genuine(URL, QueryDict(FORM), b"", signature(URL, {}, token=""), ["", ""])


def test_blank_and_repeated_keys_are_signed_too() -> None:
    form = QueryDict("FromCity=&Body=a&Body=b&Body=a")
    joined = f"{URL}BodyaBodybFromCity"
    header = base64.b64encode(hmac.digest(TOKEN.encode(), joined.encode(), "sha1")).decode()
    assert genuine(URL, form, b"", header, [TOKEN])


@pytest.mark.parametrize(
    ("url", "body", "good"),
    [
        (JSON_URL, JSON, True),
        (JSON_URL, b'{"status": "failed"}', False),
        (JSON_URL.partition("?")[0], JSON, False),
        (JSON_URL, b"\xff", False),
    ],
    ids=["whole", "changed", "no hash", "no text"],
)
def test_a_json_body(url: str, body: bytes, good: bool) -> None:
    assert genuine(url, None, body, signature(url, {}), [TOKEN]) is good


@given(st.text(max_size=60), st.binary(max_size=60), st.booleans())
def test_nothing_else_is_genuine(header: str, body: bytes, form: bool) -> None:
    post = QueryDict(body, encoding="latin-1") if form else None
    assert not genuine(JSON_URL, post, body, header, [TOKEN, "", "new"])


BODY = '{"id": "m-1", "from": "+84901234567", "to": "1022", "text": "Có", "sent_by": "new"}'.encode()


def test_a_text_by_the_aggregator() -> None:
    header = aggregator.signature(BODY, SECRET)
    assert aggregator.arrived(BODY, header, ["new", SECRET]) == Arrived(
        "aggregator", "m-1", "+84901234567", "1022", "Có", ()
    )


@pytest.mark.parametrize("secrets", [["other"], ["", ""], []])
def test_not_by_the_aggregator(secrets: list[str]) -> None:
    with pytest.raises(aggregator.NotGenuine):
        aggregator.arrived(BODY, aggregator.signature(BODY, SECRET), secrets)


@given(st.binary(max_size=200), st.text(max_size=80))
def test_nothing_else_opens_it(body: bytes, header: str) -> None:
    with pytest.raises(aggregator.NotGenuine):
        aggregator.status(body, header, [SECRET])


@given(st.one_of(st.binary(max_size=60), st.sampled_from([b"{}", b"[]", b'{"id": 1, "from": "a"}', b'{"id": ""}'])))
def test_what_is_not_by_the_contract(body: bytes) -> None:
    with pytest.raises(Malformed):
        aggregator.arrived(body, aggregator.signature(body, SECRET), [SECRET])
