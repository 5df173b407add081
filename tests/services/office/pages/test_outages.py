"""A door that is down: written down and ended by who leads, in their own words for each language."""

from __future__ import annotations

import pytest

from services.casework.models import Outage
from services.office.showing import moments
from services.record import clock
from tests.services.office.desks import Desk


def typed(**more: str) -> dict[str, str]:
    now = clock.now().astimezone(moments.zone())
    day = {"day-day": f"{now:%d}", "day-month": f"{now:%m}", "day-year": f"{now:%Y}"}
    return {"channel": "sms", "time": "00:00", "words_en": "Text messages are down.", **day, **more}


def test_recorded_and_ended(leo: Desk) -> None:
    page = leo.post("outages/", **typed())
    assert "Text messages are down." in page.text and "It is open again" in page.text
    assert Outage.objects.get().words == {"en": "Text messages are down."}
    leo.post(f"outages/{Outage.objects.get().pk}/end/")
    assert "Every door is open." in leo.open("/office/outages/").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"channel": "pigeon"}, "Choose the door"),
        ({"time": "25:00"}, "the time like 14:30"),
        ({"day-year": "2999"}, "something that has begun"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(leo: Desk, wrong: dict[str, str], sentence: str) -> None:
    page = leo.post("outages/", **typed(**wrong))
    assert page.status == 422 and sentence in page.text
    assert "Text messages are down." in page.text and not Outage.objects.exists()


def test_a_door_is_down_once(leo: Desk) -> None:
    leo.post("outages/", **typed())
    assert "recorded already" in leo.post("outages/", **typed()).text
