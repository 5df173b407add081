"""The contract with an aggregator, kept by us and by what stands for it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from channels_phone.gateways.aggregator import Aggregator
from channels_phone.gateways.gateway import Failed, Reason
from tests.channels_phone.gateways.conftest import NUMBER
from tests.channels_phone.gateways.fake_aggregator import FakeAggregator

KEY = "the key of the API"


@pytest.fixture
def fake_aggregator(signed: Settings) -> Iterator[FakeAggregator]:
    with FakeAggregator(KEY).running() as fake:
        signed.AGGREGATOR_URL, signed.AGGREGATOR_KEY = f"{fake.address}/v1/", KEY
        yield fake


def send(text: str = "Xin chào") -> Reason | str:
    try:
        return Aggregator().send(NUMBER, text, sender="EVENHAND", reference="123456789012.sms").status
    except Failed as failed:
        assert NUMBER not in failed.error
        return failed.state


def test_it_works(fake_aggregator: FakeAggregator) -> None:
    assert send() == "accepted"
    said = {"reference": "123456789012.sms", "from": "EVENHAND", "to": NUMBER, "text": "Xin chào"}
    assert fake_aggregator.taken == [said]


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (422, {"error": "not_a_number"}, Reason.PERMANENT),
        (422, {"error": "stopped"}, Reason.PERMANENT),
        (422, {"error": "a word of theirs with +84901234567"}, Reason.TEMPORARY),
        (422, {"error": ["odd"]}, Reason.TEMPORARY),
        (429, {}, Reason.TEMPORARY),
        (500, {"error": "busy"}, Reason.TEMPORARY),
        (500, {}, Reason.UNCERTAIN),
        (503, {}, Reason.TEMPORARY),
        (302, {}, Reason.TEMPORARY),
        (202, {"id": ""}, Reason.UNCERTAIN),
    ],
)
def test_refused(fake_aggregator: FakeAggregator, status: int, body: object, state: Reason) -> None:
    fake_aggregator.says = (status, json.dumps(body))
    assert (send(), fake_aggregator.asked) == (state, 1)


def test_another_key_is_ours_to_put_right(fake_aggregator: FakeAggregator, signed: Settings) -> None:
    signed.AGGREGATOR_KEY = "another"
    assert send() == Reason.TEMPORARY


def test_cut_off_after_the_request_is_uncertain(fake_aggregator: FakeAggregator, signed: Settings) -> None:
    signed.PHONE_TIMEOUT, fake_aggregator.silent = 0.3, True
    assert (send(), len(fake_aggregator.taken)) == (Reason.UNCERTAIN, 1)


def test_one_that_is_away_is_left_alone_for_a_while(fake_aggregator: FakeAggregator, signed: Settings) -> None:
    there, signed.AGGREGATOR_URL = signed.AGGREGATOR_URL, "http://127.0.0.1:1"
    assert send() == Reason.TEMPORARY
    signed.AGGREGATOR_URL = there
    assert (send(), fake_aggregator.asked) == (Reason.TEMPORARY, 0)


def test_too_long(fake_aggregator: FakeAggregator) -> None:
    assert (send("a" * 1601), fake_aggregator.asked) == (Reason.PERMANENT, 0)
