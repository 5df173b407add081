"""A page promises the doors that are open, and no others."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from channels_web import doors
from config.headless import Headless

pytestmark = pytest.mark.django_db


def test_every_door_is_named(catalogue: None, settings: Settings) -> None:
    settings.PHONE_TEXT_TO, settings.PHONE_CALL_TO = "+12025550199", "+842438250000"
    settings.PHONE_RING_ONCE = ["+12025550124"]
    page = Headless("en").open("/en/services/social-pension/").text
    assert "By text message: send any word to +1 202-555-0199." in page
    assert "By telephone, a landline too: call +84 24 3825 0000." in page
    assert "ring +1 202-555-0124 once, and we call you back" in page


def test_what_has_no_number_is_not_promised(settings: Settings) -> None:
    settings.PHONE_TEXT_TO = settings.PHONE_CALL_TO = ""
    settings.PHONE_RING_ONCE = []
    assert len(doors.ways()) == 1
