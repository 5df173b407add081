"""Statuses come twice, late, of texts nobody knows and in any order: it ends the same, and never goes back."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from channels_phone.gateways import statuses
from channels_phone.gateways.gateway import Taken
from channels_phone.gateways.models import Sent
from channels_phone.gateways.statuses import RANKS, moved
from services.record import clock
from tests.racing import race

pytestmark = pytest.mark.django_db
SAID = st.lists(st.sampled_from(sorted(RANKS)), min_size=1, max_size=8)


def sent(provider_id: str = "SM1", status: str = "queued") -> Sent:
    now = clock.now()
    return Sent.objects.create(
        reference="1.sms", gateway="twilio", provider_id=provider_id, fingerprint="k:x", segments=1, status=status,
        rank=RANKS.get(status, 0), sent_at=now, moved_at=now,
    )  # fmt: skip


def now_of(row: Sent) -> tuple[str, int, str]:
    row.refresh_from_db()
    return row.status, row.rank, row.provider_id


def test_it_works() -> None:
    row = sent()
    assert [moved("twilio", "SM1", status) for status in ("sent", "sent", "delivered", "sent")] == [1, 0, 1, 0]
    assert now_of(row)[0] == "delivered" and row.delivered_at


@examples(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID, data=st.data())
def test_any_order_ends_the_same(said: list[str], data: st.DataObject) -> None:
    ends = set()
    for order in (said, data.draw(st.permutations(said)), said + said[::-1]):
        with transaction.atomic():
            row, ranks = sent(), [0]
            for status in order:
                moved("twilio", "SM1", status)
                ranks.append(now_of(row)[1])
            assert ranks == sorted(ranks)
            ends.add(now_of(row))
            transaction.set_rollback(True)
    assert len(ends) == 1


@examples(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_what_is_counted_goes_by_the_count(order: list[int]) -> None:
    said = ("queued", "ringing", "in-progress", "completed", "failed")
    with transaction.atomic():
        row = sent()
        for sequence in order:
            moved("twilio", "SM1", said[sequence], sequence)
        assert now_of(row)[0] == "failed" and row.sequence == 4
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("gateway", "provider_id", "status"),
    [("twilio", "SM2", "sent"), ("aggregator", "SM1", "sent"), ("twilio", "", "sent"), ("twilio", "SM1", "lost")],
    ids=["id", "gateway", "no id", "status"],
)
def test_what_nobody_knows(gateway: str, provider_id: str, status: str) -> None:
    row = sent()
    assert not moved(gateway, provider_id, status)
    assert now_of(row) == ("queued", RANKS["queued"], "SM1")


def test_said_before_we_know_their_id() -> None:
    row = sent(provider_id="", status="going")
    assert moved("twilio", "SM1", "delivered", reference="1.sms")
    statuses.taken(row, Taken("SM1", "queued"))
    assert now_of(row) == ("delivered", RANKS["delivered"], "SM1")


def test_our_reference_does_not_open_a_text_of_another_id() -> None:
    row = sent()
    assert not moved("twilio", "SM2", "failed", reference="1.sms")
    assert now_of(row)[0] == "queued"


def test_a_status_of_theirs_that_we_do_not_know_is_accepted() -> None:
    row = sent(provider_id="", status="going")
    statuses.taken(row, Taken("SM1", "partially_delivered"))
    assert now_of(row) == ("accepted", RANKS["accepted"], "SM1")


@pytest.mark.django_db(transaction=True)
def test_two_at_once() -> None:
    row = sent()
    assert sorted(race(lambda: moved("twilio", "SM1", "sent"), lambda: moved("twilio", "SM1", "sent"))) == [False, True]
    race(lambda: moved("twilio", "SM1", "delivered"), lambda: moved("twilio", "SM1", "sending"))
    assert now_of(row)[0] == "delivered"
