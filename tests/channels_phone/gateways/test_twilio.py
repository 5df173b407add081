"""What goes to Twilio is by its own description, and what it says back is taken for what it is."""

from __future__ import annotations

import logging

import pytest
from pytest_django import Settings

from channels_phone.gateways.aggregator import Aggregator
from channels_phone.gateways.gateway import Failed, Gateway, NotHere, Reason
from channels_phone.gateways.twilio_rest import Twilio
from tests.channels_phone.gateways.conftest import NUMBER, SENDER
from tests.channels_phone.gateways.fake_twilio import DOCUMENT, FakeTwilio

TEXT = "Chúng tôi đã nhận hồ sơ của quý vị."


def send(text: str = TEXT, sender: str = SENDER) -> Reason | str:
    """How it failed, or the status."""
    try:
        return Twilio().send(NUMBER, text, sender=sender, reference="123456789012.sms").status
    except Failed as failed:
        return failed.state


def test_it_works(fake_twilio: FakeTwilio) -> None:
    taken = Twilio().send(NUMBER, TEXT, sender=SENDER, reference="123456789012.sms")
    assert (taken.id, taken.status) == ("SM" + "1".zfill(32), "queued")
    (said,) = fake_twilio.taken
    assert (said["To"], said["From"], said["Body"]) == (NUMBER, SENDER, TEXT)
    assert said["StatusCallback"].startswith("https://evenhand.example/phone/status/sms/?of=123456789012.sms#")


@pytest.mark.skipif(not DOCUMENT.exists(), reason="The conformance data is not here: set CONFORMANCE_DATA.")
def test_the_document_finds_what_is_not_by_it(fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.TWILIO_ACCOUNT_SID = "AC123"
    assert send() == Reason.TEMPORARY
    assert fake_twilio.wrong == ["Invalid path parameter: AccountSid", "ours"]
    fake_twilio.wrong.clear()


@pytest.mark.parametrize("sender", ["MG" + "a" * 32, "Evenhand"], ids=["a service", "a name"])
def test_other_senders(fake_twilio: FakeTwilio, sender: str) -> None:
    assert send(sender=sender) in ("accepted", "queued")
    assert sender in fake_twilio.taken[0].values()


def test_a_text_as_long_as_may_be(fake_twilio: FakeTwilio) -> None:
    assert (send("a" * 1600), send("a" * 1601)) == ("queued", Reason.PERMANENT)
    assert fake_twilio.asked == 1


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (400, 21610, Reason.PERMANENT),
        (400, 21211, Reason.PERMANENT),
        (400, 21614, Reason.PERMANENT),
        (403, 21408, Reason.PERMANENT),
        (401, 20003, Reason.TEMPORARY),
        (429, 20429, Reason.TEMPORARY),
        (500, 20500, Reason.TEMPORARY),
        (503, None, Reason.TEMPORARY),
        (502, None, Reason.UNCERTAIN),
        (201, None, Reason.UNCERTAIN),
    ],
)
def test_refused(fake_twilio: FakeTwilio, status: int, code: int | None, state: Reason) -> None:
    fake_twilio.says = (status, code)
    assert (send(), fake_twilio.asked) == (state, 1)


@pytest.mark.parametrize("how", ["silent", "hangs_up"])
def test_cut_off_after_the_request_is_uncertain(fake_twilio: FakeTwilio, settings: Settings, how: str) -> None:
    settings.PHONE_TIMEOUT = 0.3
    setattr(fake_twilio, how, True)
    assert (send(), len(fake_twilio.taken), fake_twilio.asked) == (Reason.UNCERTAIN, 1, 1)


def test_one_that_is_away_is_left_alone_for_a_while(fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.TWILIO_API_BASE = "http://127.0.0.1:1"
    assert send() == Reason.TEMPORARY
    settings.TWILIO_API_BASE = fake_twilio.address
    assert (send(), fake_twilio.asked) == (Reason.TEMPORARY, 0)


def test_nothing_personal_is_logged_or_raised(fake_twilio: FakeTwilio, caplog: pytest.LogCaptureFixture) -> None:
    fake_twilio.says = (400, 21211)
    with caplog.at_level(logging.DEBUG), pytest.raises(Failed) as failed:
        Twilio().send(NUMBER, TEXT, sender=SENDER, reference="123456789012.sms")
    assert NUMBER not in caplog.text + repr(failed.value) + str(failed.value.__cause__)
    assert failed.value.error == "21211"


def test_a_call(fake_twilio: FakeTwilio) -> None:
    url = "https://evenhand.example/phone/voice/call/"
    taken = Twilio().call(NUMBER, sender=SENDER, url=url, status_url=f"{url}status/")
    assert (taken.id, taken.status) == ("CA" + "1".zfill(32), "queued")
    assert (fake_twilio.taken[0]["Url"], fake_twilio.taken[0]["Method"]) == (url, "POST")


def test_an_aggregator_carries_texts_only(signed: Settings) -> None:
    gateway: Gateway = Aggregator()
    with pytest.raises(NotHere):
        gateway.call(NUMBER, sender=SENDER, url="https://evenhand.example/")
