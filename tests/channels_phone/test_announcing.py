"""A door that is down is said at the others, in the words that were written for it."""

from __future__ import annotations

import pytest

from services.casework.clocks import outages
from services.record import clock
from tests.channels_phone.conftest import Phone
from tests.channels_phone.voice.conftest import Phone as Call
from tests.channels_phone.voice.conftest import at_a_human_pace

pytestmark = pytest.mark.django_db
SAID = {"vi": "Trang web đang tạm ngừng.", "en": "The web pages are down."}


def test_it_is_said_by_text_message_and_in_calls_until_it_is_over(phone: Phone) -> None:
    down = outages.record("web", clock.now(), by="ben", words=SAID)
    assert "Trang web đang tạm ngừng." in phone.greet()
    call = Call(at_a_human_pace, number="+84987654321")
    call.dial()
    assert "The web pages are down." in call.press("2")
    outages.end(down.pk, by="ben")
    assert "tạm ngừng" not in phone.text("làm lại")


def test_in_a_language_without_words_nothing_is_made_up(phone: Phone) -> None:
    outages.record("web", clock.now(), by="ben", words={"en": "The web pages are down."})
    assert "down" not in phone.greet()
