"""Who said STOP to a sender of ours hears no more from it, until they say START."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from channels_phone.gateways import stopping
from channels_phone.gateways.models import Stopped
from services.record.models import Entry
from tests.channels_phone.gateways.conftest import NUMBER, SENDER
from tests.racing import race

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    assert stopping.stop(NUMBER, SENDER, "STOP")
    assert stopping.stopped(NUMBER, SENDER)
    assert stopping.start(NUMBER, SENDER)
    assert not stopping.stopped(NUMBER, SENDER)


def test_one_number_and_one_sender() -> None:
    stopping.stop(NUMBER, SENDER, "STOP")
    assert not stopping.stopped(NUMBER, "EVENHAND")
    assert not stopping.stopped("+84901234568", SENDER)


def test_one_that_is_for_all_of_ours() -> None:
    stopping.stop(NUMBER, stopping.EVERYWHERE, "STOP")
    assert stopping.stopped(NUMBER, SENDER) and stopping.stopped(NUMBER, "EVENHAND")
    assert stopping.start(NUMBER, stopping.EVERYWHERE)
    assert not stopping.stopped(NUMBER, SENDER)


def test_said_twice_is_said_once() -> None:
    assert (stopping.stop(NUMBER, SENDER, "STOP"), stopping.stop(NUMBER, SENDER, "DUNG")) == (True, False)
    assert not stopping.start(NUMBER, "EVENHAND")
    assert Stopped.objects.get().word == "STOP"


def test_it_outlives_a_new_key(settings: Settings) -> None:
    stopping.stop(NUMBER, SENDER, "STOP")
    new = "new:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
    settings.FIELD_KEYS = f"{new},{settings.FIELD_KEYS}"
    assert stopping.stopped(NUMBER, SENDER)
    assert not stopping.stop(NUMBER, SENDER, "STOP")
    assert stopping.start(NUMBER, SENDER)


def test_it_leaves_a_trace_without_the_number() -> None:
    stopping.stop(NUMBER, SENDER, "STOP")
    stopping.start(NUMBER, SENDER)
    entries = Entry.objects.filter(subject__startswith="number:").order_by("sequence")
    assert [entry.kind for entry in entries] == ["number.stopped", "number.started"]
    assert NUMBER.strip("+") not in str([list(Stopped.objects.values()), list(entries.values())])


@pytest.mark.django_db(transaction=True)
def test_said_twice_at_once() -> None:
    said = race(lambda: stopping.stop(NUMBER, SENDER, "STOP"), lambda: stopping.stop(NUMBER, SENDER, "STOP"))
    assert sorted(said) == [False, True]
    assert Entry.objects.filter(kind="number.stopped").count() == 1
