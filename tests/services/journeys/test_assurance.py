"""Two things that somebody has are more than one; no rule can see how sure it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journeys import assurance
from services.journeys.assurance import LEVELS, WAYS, level_of, reaches
from services.journeys.conditions import ConditionError, compile_condition
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, compiled, scope_of
from services.journeys.steps import Declare, Prove, Review
from services.journeys.types.base import Json

BEGAN = date(2026, 11, 25)
RULES = {"service": "x", "languages": ["en"], "questions": [{"ask": "home", "type": "yes_no"}]}
ANSWERED: dict[str, Json] = {"home": True}


def journey(level: str) -> Journey:
    return compiled(RULES | {"assurance": level}, level)


@pytest.mark.parametrize(("ways", "level"), [
    ([], "low"), (["sms"], "low"), (["call"], "low"), (["letter"], "low"), (["sms", "call"], "low"),
    (["letter", "sms"], "substantial"), (["call", "letter"], "substantial"),
])  # fmt: skip
def test_what_ways_give_together(ways: list[str], level: str) -> None:
    assert level_of(ways) == level


@given(st.sets(st.sampled_from(sorted(WAYS))), st.sampled_from(sorted(WAYS)))
def test_one_more_way_never_gives_less(ways: set[str], more: str) -> None:
    assert reaches(level_of(ways | {more}), level_of(ways))


@given(st.sets(st.sampled_from(sorted(WAYS))), st.sampled_from(LEVELS))
def test_what_leads_to_a_level_reaches_it(ways: set[str], wanted: assurance.Level) -> None:
    leading = list(assurance.leading_to(wanted, ways))
    assert all(reaches(level_of(each), wanted) for each in leading)
    assert bool(leading) == (reaches(level_of(ways), wanted) and bool(ways))


def test_proving_comes_after_the_check_and_before_the_declaration() -> None:
    wanting = journey("substantial")
    assert isinstance(Interview(wanting, ANSWERED, Facts(BEGAN)).next(), Review)
    assert Interview(wanting, ANSWERED, Facts(BEGAN, reviewed=True)).next() == Prove("substantial")
    sure = Facts(BEGAN, reviewed=True, proven="substantial")
    assert isinstance(Interview(wanting, ANSWERED, sure).next(), Declare)


def test_low_wants_nothing() -> None:
    assert isinstance(Interview(journey("low"), ANSWERED, Facts(BEGAN, reviewed=True)).next(), Declare)


@pytest.mark.parametrize("name", ["proven", "assurance", "level", "proof"])
def test_no_condition_can_see_it(name: str) -> None:
    with pytest.raises(ConditionError, match=name):
        compile_condition(f"{name} == 'high'", scope_of(RULES))
    seen = Interview(journey("high"), ANSWERED, Facts(BEGAN, proven="high")).reading.answers
    assert set(seen) == {"began_on", "home"}
