"""Statuses are taken from who signed them, and from nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from channels_phone.gateways import aggregator, views
from channels_phone.gateways.models import Sent
from services.record import clock, limits
from tests.channels_phone.gateways.conftest import NUMBER, SECRET
from tests.channels_phone.gateways.signing import posted

pytestmark = pytest.mark.django_db
PATH = "/phone/status/sms/?of=1.sms"
FORM = {"MessageSid": "SM1", "MessageStatus": "delivered", "To": NUMBER, "ErrorCode": "", "NewKey": ""}


@pytest.fixture(autouse=True)
def sent(signed: Settings) -> Sent:
    now = clock.now()
    return Sent.objects.create(
        reference="1.sms", gateway="twilio", fingerprint="k:x", segments=1, status="going", sent_at=now, moved_at=now
    )


def post(**more: Any) -> int:
    said = posted(PATH, FORM) | more
    return Client(enforce_csrf_checks=True).post(**said).status_code


def test_it_works(sent: Sent) -> None:
    assert [post(), post()] == [204, 204]
    sent.refresh_from_db()
    assert (sent.status, sent.provider_id) == ("delivered", "SM1")


def test_an_error_is_kept_as_its_code(sent: Sent) -> None:
    for code, kept in (("+84901234567 is off", ""), ("30003", "30003")):
        Sent.objects.update(status="going", rank=0)
        said = posted(PATH, FORM | {"MessageStatus": "undelivered", "ErrorCode": code})
        assert Client().post(**said).status_code == 204
        sent.refresh_from_db()
        assert (sent.status, sent.error) == ("undelivered", kept)


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {}},
        {"headers": {"X-Twilio-Signature": "AAAA"}},
        {"path": "/phone/status/sms/?of=2.sms"},
        {"path": "/phone/status/sms/"},
        {"content_type": "application/json", "data": json.dumps(FORM)},
        {"data": "MessageSid=SM1&MessageStatus=failed"},
    ],
    ids=["none", "wrong", "other query", "no query", "json", "other form"],
)
def test_not_signed(sent: Sent, more: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    assert post(**more) == 403
    sent.refresh_from_db()
    assert sent.status == "going"
    assert NUMBER not in caplog.text and "SM1" not in caplog.text


def test_nothing_is_asked_with_get() -> None:
    assert Client().get(PATH).status_code == 405


def test_a_text_that_is_not_ours_is_nothing_to_ask_again_for() -> None:
    assert Client().post(**posted("/phone/status/sms/", FORM | {"MessageSid": "SM9"})).status_code == 204


def test_too_many_of_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "RATE", "1/minute")
    limits.hit("statuses of a number", NUMBER, "1/minute")
    assert post() == 429
    assert Client().post(**posted(PATH, FORM | {"To": "+84901234568"})).status_code == 204


def test_the_few_addresses_of_a_gateway_are_not_limited(signed: Settings) -> None:
    signed.REQUEST_LIMIT = "1/minute"
    assert [post(), post()] == [204, 204]
    assert [Client().get("/en/").status_code for _ in range(2)] == [200, 429]


def by_aggregator(said: dict[str, Any], secret: str = SECRET) -> int:
    body = json.dumps(said)
    headers = {"X-Signature": aggregator.signature(body.encode(), secret)}
    path = "/phone/status/aggregator/"
    return Client().post(path, body, content_type="application/json", headers=headers).status_code


def test_the_aggregator(sent: Sent) -> None:
    Sent.objects.update(gateway="aggregator")
    assert by_aggregator({"id": "m-1", "status": "sent", "reference": "1.sms"}) == 204
    assert by_aggregator({"id": "m-1", "status": "failed", "error": "not_reachable"}, "another") == 403
    assert by_aggregator({"id": "m-1"}) == 400
    sent.refresh_from_db()
    assert (sent.status, sent.provider_id) == ("sent", "m-1")
