"""What it costs: a truth table for each fee of the samples, around every border."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import samples
from services.journeys.charges import Charge, at_door, charges
from services.journeys.journey import Journey, compiled
from services.journeys.law import holds, values_of
from services.journeys.types.places import Place


def journey(slug: str) -> Journey:
    definition = samples.definition(slug)
    return compiled(definition.rules, definition.rules_hash)


def bill(slug: str, answers: dict[str, Any], given: dict[str, str] | None = None) -> dict[str, Charge]:
    return {charge.name: charge for charge in charges(journey(slug).law, answers, given or {})}


BORN = {"merit_household": False, "poor_household": False, "disabled_parent": False, "copies": 0}
LATE = [
    (date(2026, 3, 1), date(2026, 3, 1), "not_due"),
    (date(2026, 3, 1), date(2026, 4, 29), "not_due"),  # the 59th day
    (date(2026, 3, 1), date(2026, 4, 30), "not_due"),  # the 60th
    (date(2026, 3, 1), date(2026, 5, 1), "due"),  # the 61st
    (date(2023, 12, 31), date(2024, 2, 29), "not_due"),  # the 60th, in a leap year
    (date(2023, 12, 31), date(2024, 3, 1), "due"),
    (date(2025, 12, 31), date(2026, 3, 1), "not_due"),  # the 60th, in another
    (date(2025, 12, 31), date(2026, 3, 2), "due"),
]


@pytest.mark.parametrize(("born", "began_on", "status"), LATE)
def test_a_birth_is_registered_late_after_the_60th_day(born: date, began_on: date, status: str) -> None:
    late = bill("birth-registration", {**BORN, "born": born, "began_on": began_on})["late"]
    assert (late.status, late.amount) == (status, Decimal(8000 if status == "due" else 0))


@pytest.mark.parametrize("exemption", ["merit_household", "poor_household", "disabled_parent"])
def test_who_is_free_of_the_late_fee(exemption: str) -> None:
    answers = {**BORN, "born": date(2026, 1, 1), "began_on": date(2026, 6, 1), exemption: True}
    late = bill("birth-registration", answers)["late"]
    assert (late.status, late.exempt, late.amount) == ("exempt", exemption, Decimal(0))


def test_one_exemption_is_enough_whatever_else_is_unknown() -> None:
    answers = {"born": date(2026, 1, 1), "began_on": date(2026, 6, 1), "merit_household": True}
    assert bill("birth-registration", answers)["late"].status == "exempt"
    del answers["merit_household"]
    assert bill("birth-registration", answers)["late"].status == "unknown"


@pytest.mark.parametrize(("copies", "amount"), [(0, 0), (1, 8000), (20, 160_000)])
def test_each_copy_costs(copies: int, amount: int) -> None:
    answers = {**BORN, "born": date(2026, 3, 1), "began_on": date(2026, 3, 1), "copies": copies}
    assert bill("birth-registration", answers)["copies"].amount == amount


def test_what_a_council_set_counts() -> None:
    answers = {**BORN, "born": date(2026, 1, 1), "began_on": date(2026, 6, 1)}
    assert bill("birth-registration", answers, {"late_fee": "12000 VND"})["late"].amount == 12_000


@pytest.mark.parametrize(
    ("place", "amount"), [("GB-ENG-LDS", Decimal(10)), ("GB-SCT-EDH", Decimal(20)), ("GB-WLS-CRF", Decimal(0))]
)
def test_a_blue_badge_costs_what_its_nation_asks(place: str, amount: Decimal) -> None:
    billed = bill("blue-badge", {"home_place": Place(place), "began_on": date(2026, 6, 1)})
    assert sum(charge.amount for charge in billed.values()) == amount


@pytest.mark.parametrize(
    ("place", "channel", "amount"),
    [("VN-HN-BADINH", "web", 0), ("VN-HN-BADINH", "counter", 8000), ("VN-44-LONGXUYEN", "web", 8000)],
)
def test_a_law_may_make_it_another_amount_at_one_door(place: str, channel: str, amount: int) -> None:
    answers = {**BORN, "born": date(2026, 1, 1), "began_on": date(2026, 6, 1), "mother_place": Place(place)}
    law = journey("birth-registration").law
    holding = [each for each in law.differences if holds(each.when, answers)]
    billed = {each.name: each for each in at_door(charges(law, answers, {}), holding, channel, values_of(law, {}))}
    assert billed["late"].amount == amount
    assert charges(law, answers, {})[0].amount == 8000  # the rules themselves cannot see the door


@given(born=st.dates(date(2020, 1, 1), date(2026, 1, 1)), waited=st.integers(0, 4000), copies=st.integers(0, 20))
def test_nobody_pays_less_than_nothing_and_the_bill_is_always_known(born: date, waited: int, copies: int) -> None:
    began_on = date.fromordinal(born.toordinal() + waited)
    billed = bill("birth-registration", {**BORN, "born": born, "began_on": began_on, "copies": copies})
    assert all(charge.amount >= 0 and charge.status != "unknown" for charge in billed.values())
    assert billed["late"].status == ("due" if waited > 60 else "not_due")


def test_rules_published_before_exemptions_had_names_are_still_read() -> None:
    rules = {
        "service": "old",
        "authority": {"organisation": "council"},
        "fees": [{"name": "copy", "amount": "5 EUR", "exempt": ["poor"]}],
        "triggers": ["another"],
        "presence_required": [{"title": "A law"}],
        "statutory_difference": [{"channel": "web", "what": "waived", "amount": "0 EUR"}],
        "questions": [{"ask": "poor", "type": "yes_no"}],
    }
    law = compiled(rules, "old").law
    (charge,) = charges(law, {"poor": True}, {})
    assert (charge.status, charge.exempt) == ("exempt", "poor")
    assert [each.name for each in law.triggers] == ["another"]
