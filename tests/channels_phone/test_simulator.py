"""The telephone in the browser: in the demonstration only, through the webhook itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from channels_phone import calling_back
from channels_phone.gateways.console import Console
from channels_phone.models import Conversation, Recording
from channels_phone.recordings import collecting, listening
from channels_phone.simulator import handset
from channels_phone.simulator.network import OURS
from config.headless import Headless
from config.phone import GATEWAYS, gateways
from services.catalogue import calendars, samples
from services.record import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    settings.DEMO = True


def test_what_is_texted_is_answered_by_the_webhook(live_server: LiveServer, settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = live_server.url
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/"), body="Xin chào")
    assert "Choose your language" in page.text and Conversation.objects.count() == 1
    clock.travel(clock.now() + timedelta(seconds=5))
    page = browser.submit(page, body="2")
    assert "What do you need?" in page.text
    assert "Send any message" in browser.submit(page, again="again").text


def test_a_call_is_made_by_keys_and_words(live_server: LiveServer, settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = live_server.url
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/call/"), dial=OURS)
    assert '<li lang="vi-VN">' in page.html and "English: press 2." in page.text
    page = browser.submit(page, key="2")
    assert "Find a service: press 1." in page.text
    page = browser.submit(page, words="social pension")
    assert "found no service" in page.text
    page = browser.submit(browser.submit(page, key="2"), key="1")
    page = browser.submit(page, key="2")
    assert "Keys so far: 1 2" in page.text
    assert "You entered: 1 2." in browser.submit(page, key="#").text
    assert "Call the platform" in browser.submit(page, hang_up="1").text


def test_a_tone_is_recorded_where_there_is_no_microphone(live_server: LiveServer, settings: Settings) -> None:
    settings.PUBLIC_BASE_URL, settings.PHONE_GATEWAYS = live_server.url, gateways(simulated=True)
    samples.load("social-pension")
    clock.travel(datetime(2026, 11, 30, 3, 0, tzinfo=UTC))
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/call/"), dial=OURS)
    for does in ({"key": "2"}, {"words": "social pension"}, {"key": "1"}, {"key": "1"}):
        page = browser.submit(page, **does)
    for does in ({"words": "One"}, {"key": "2"}, {"words": "Two"}, {"key": "2"}):
        page = browser.submit(page, **does)
    page = browser.submit(page, key="1")
    assert "What you say after the tone is recorded." in page.text and "Keypad" not in page.text
    assert "Somebody writes it down" in browser.submit(page, tone="1").text
    (row,) = collecting.due()
    assert collecting.collect(row) and collecting.erase(row)
    assert listening.sound(Recording.objects.get()).startswith(b"RIFF")


def test_who_waits_for_a_person_is_told_so_and_may_keep_the_place(live_server: LiveServer, settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = live_server.url
    calendars.seed("VN")
    clock.travel(datetime(2026, 11, 30, 3, 0, tzinfo=UTC))
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/call/"), dial=OURS)
    page = browser.submit(browser.submit(browser.submit(page, key="2"), key="0"), key="1")
    assert "You are number 1 in line." in page.text and "keep your place" in page.text
    page = browser.submit(page, key="1")
    assert "We call you on" in page.text and "What do you need?" in page.text


def test_who_rings_once_is_rung(live_server: LiveServer, settings: Settings) -> None:
    settings.PUBLIC_BASE_URL, settings.PHONE_RING_ONCE = live_server.url, ["+12025550124"]
    settings.PHONE_GATEWAYS, settings.PHONE_GATEWAY_OF, settings.PHONE_SENDERS = GATEWAYS, {"*": "console"}, {"*": "X"}
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/call/"), dial="+12025550124")
    assert "The line is busy." in page.text
    clock.travel(clock.now() + timedelta(seconds=15))
    assert [calling_back.place(each) for each in calling_back.due()] == [True]
    page = browser.open("/phone/simulator/call/")
    assert "Your telephone rings" in page.text
    assert "English: press 2." in browser.submit(page, pick_up="1").text


def test_while_nobody_answers_what_was_typed_stays(settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = "http://127.0.0.1:9"
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.submit(browser.open("/phone/simulator/"), body="Xin chào")
    assert "did not answer" in page.text and 'value="Xin chào"' in page.html


def test_in_production_there_is_none(settings: Settings) -> None:
    settings.DEMO = False
    assert Client().get("/phone/simulator/").status_code == 404


def test_its_number_is_nobodys_and_no_other_telephone_has_it() -> None:
    free, *taken = handset.FILM
    for number in taken:
        cache.set(f"handset:{number}", [])
    assert handset.new_number() == free
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in handset.FILM)


def test_a_message_that_we_begin_lies_in_the_thread(settings: Settings) -> None:
    Console().send(handset.FILM[0], "Hồ sơ đã có quyết định.", sender="Evenhand", reference="1.sms")
    assert [(each.mine, each.text) for each in handset.thread(handset.FILM[0])] == [(False, "Hồ sơ đã có quyết định.")]
