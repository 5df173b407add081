"""Which ways are open, and which of them lead on."""

import pytest
from pytest_django import Settings

from services.journeys import assurance
from services.people.proving import ways


def test_every_way_of_the_table_is_made_here_and_no_other() -> None:
    assert set(ways.WAYS) == assurance.WAYS


DONE = {
    (): {"sms", "call", "letter"},
    ("letter",): {"sms", "call"},
    ("sms",): {"letter"},
    ("call",): {"letter"},
    ("letter", "call"): set(),
}


@pytest.mark.parametrize(("done", "useful"), DONE.items())
def test_one_of_two_ways_to_the_same_thing_is_enough(done: tuple[str, ...], useful: set[str]) -> None:
    assert ways.useful("substantial", done) == useful


def test_nothing_leads_to_high() -> None:
    assert ways.useful("high", ()) == frozenset()


def test_without_a_register_no_letter_and_so_no_code_that_leads_nowhere(settings: Settings) -> None:
    settings.RESIDENTS = ""
    assert ways.useful("substantial", ()) == frozenset()
    assert ways.here() == {"sms", "call"}


def test_without_anybody_who_rings_no_call(settings: Settings) -> None:
    settings.PROOF_CARRIERS = {"sms": "somewhere"}
    assert ways.useful("substantial", ()) == {"sms", "letter"}
