"""The parity law through everything: the pages, the signed webhook, PostgreSQL; one person at each door."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest

from services.casework.applications import Turn, current
from services.casework.models import Application, Case, Deadline, FeeDue
from tests.channels_phone.conftest import Phone
from tests.channels_phone.test_texting import declared
from tests.channels_phone.voice.conftest import RIGHT, at_a_human_pace
from tests.channels_phone.voice.conftest import Phone as Call
from tests.channels_web.conftest import Browser

pytestmark = pytest.mark.django_db
PEOPLE = 2_000 if os.environ.get("EVENHAND_LONG") else 100
MONTHS = {"1": "1", "2": "6", "3": "12"}


def somebody(chance: Random) -> tuple[dict[str, Any], dict[str, str], dict[str, tuple[str, ...]]]:
    """What one person says: in the form of a page, as text messages, on a call."""
    year, month, day = chance.choice([1940, 1950, 1953, 1955]), chance.randint(1, 12), chance.randint(1, 28)
    paid, household, later = (
        chance.choice(["cash", "bank"]),
        chance.choice(["poor", "near_poor"]),
        chance.random() < 0.5,
    )
    web = {
        "born": {"answer-day": str(day), "answer-month": str(month), "answer-year": str(year)},
        "household": {"answer": household},
        "household_paper": {"later": "later"} if later else {},
        "paid": {"answer": paid},
        "account": {"answer": "150020501234"},
        "home": {"answer": f"{day} Lê Lợi, Hà Nội"},
    }
    sms = {
        "born": f"{day:02}{month:02}{year}",
        "household": "1" if household == "poor" else "2",
        "household_paper": "1" if later else "bo qua",
        "paid": "1" if paid == "cash" else "2",
        "home": f"{day} Lê Lợi, Hà Nội",
    }
    voice = {
        "born": (f"{sms['born']}#", RIGHT),
        "household": (sms["household"],),
        "household_paper": ("1",) if later else ("2",),
        "paid": (sms["paid"],),
        "home": (sms["home"], RIGHT),
    }
    return web, sms, voice


@pytest.mark.parametrize("seed", range(PEOPLE))
def test_the_same_person_has_the_same_case(phone: Phone, seed: int) -> None:
    web, sms, voice = somebody(Random(seed))  # noqa: S311  # people of a test are drawn again alike, and are no secret
    browser = Browser("vi")
    page = browser.go_on(browser.start(), "", **web)
    browser.submit(browser.check(page), "/send/")
    phone.begin()
    phone.go_on(**sms)
    declared(phone)
    call = Call(at_a_human_pace)
    call.begin()
    call.press("1")
    call.go_on(says=voice)
    call.send()
    one, *others = map(comes_of, Application.objects.order_by("began_at"))
    assert others == [one, one]


def comes_of(application: Application) -> tuple[object, ...]:
    """Answers, fees, deadline, and where the case stands; nothing of the door."""
    turn: Turn = current(application.pk)
    case = Case.objects.get(application=application)
    due = list(Deadline.objects.filter(case=case).values_list("due_on", "silence"))
    fees = list(FeeDue.objects.filter(application=application).values_list("name", "amount", "exempt"))
    return dict(turn.phrases.interview.values), due, fees, case.step, case.waiting, case.lane, case.case_type
