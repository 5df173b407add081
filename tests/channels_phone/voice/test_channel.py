"""Every question of every sample as it is spoken: short, four choices a menu, every option within reach of a key."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.utils.translation import override

from channels_phone.asked import Asked, Option
from channels_phone.voice import twiml
from channels_phone.voice.channel import Voice
from channels_phone.voice.languages import SPOKEN, spoken
from channels_phone.voice.reading import Heard, read
from channels_phone.voice.speech import MOST, Speech, aloud, digit_by_digit, lines, speech
from channels_phone.voice.talking import Reply, Want
from services.journeys.steps import Ask, Declare
from services.journeys.types.choices import Choices
from tests.channels_phone.calls.twiml import HEARS, SPEAKS, parsed
from tests.channels_phone.sms.test_channel import LANGUAGES, SERVICES, phrases

VOICE = Voice()
PATIENCE = 34
"""Seconds that somebody listens before a key: the longest menu of the samples in the slowest language."""


def asked(slug: str, code: str) -> Iterator[tuple[Ask, Speech]]:
    said = phrases(slug, code)
    for question in said.journey.by_id.values():
        step = Ask(f"{question.group}.1.{question.id}" if question.group else question.id, question)
        yield step, VOICE.render(step, said)


@SERVICES
def test_short_and_four_choices_a_menu(slug: str, code: str) -> None:
    for step, said in asked(slug, code):
        for page, menu in enumerate(said.menus):
            with override(code):
                assert sum(line.seconds for line in lines(said, page)) < PATIENCE, step.instance
            assert len(menu) <= MOST


@SERVICES
def test_every_option_by_its_key_and_by_its_name(slug: str, code: str) -> None:
    for step, said in asked(slug, code):
        for page, menu in enumerate(said.menus):
            for key, option in enumerate(menu, 1):
                if said.asked.reads == "one":
                    assert read(said, Heard(str(key), page=page)) == option.raw, step.instance


@SERVICES
def test_some_of_many_are_asked_one_by_one(slug: str, code: str) -> None:
    for step, said in asked(slug, code):
        if isinstance(step.question.answer, Choices):
            options = step.question.answer.options
            keys = "1" * 2 + "2" * (len(options) - 2)
            raw = read(said, Heard(keys))
            assert step.question.answer.parse(raw, phrases(slug, code).language) == list(options[:2])
            assert len(said.menus) == len(options)


@SERVICES
def test_all_of_it_is_twiml_that_is_spoken(slug: str, code: str) -> None:
    for step, said in asked(slug, code):
        with override(code):
            spoken_lines = tuple(line for page in range(len(said.menus)) for line in lines(said, page))
        verbs = parsed(twiml.answer(Reply(spoken_lines, Want(keys=True, words=True), code), "/phone/voice/turn/1/"))
        assert verbs[0].inside and all(each.name == "Say" for each in verbs[0].inside), step.instance


@SERVICES
def test_what_it_takes_is_what_is_spoken(slug: str, code: str) -> None:
    for step, said in asked(slug, code):
        burden = VOICE.burden(said)
        assert burden.seconds > 0 and burden.turns == len(said.menus), step.instance


@LANGUAGES
def test_only_its_code_agrees(code: str) -> None:
    said = VOICE.render(Declare(), phrases("birth-registration", code))
    agreed = said.asked.code
    assert read(said, Heard(agreed)) == read(said, Heard(f"12*{agreed}")) == "agreed"
    assert [read(said, Heard(keys)) for keys in ("1", "", "0000", f"{agreed}*")] == [""] * 4


def test_every_voice_speaks_its_language_and_every_ear_is_known() -> None:
    for code, table in SPOKEN.items():
        if table.voice:
            assert any(table.voice.startswith(each) for each in SPEAKS[table.says]), code
        assert table.hears in HEARS
    assert not VOICE.speaks("et") and not VOICE.speaks("xx") and spoken("xx").voice == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reference: 4827 1935 6028", "Reference: 4 8 2 7, 1 9 3 5, 6 0 2 8"),
        ("Call +84912345678.", "Call 8 4 9 1, 2 3 4 5, 6 7 8."),
        ("Born 27 March 1950", "Born 27 March 1950"),
        ("It costs 1.500.000 đ", "It costs 1.500.000 đ"),
        ("One\nTwo.\nThree", "One. Two. Three"),
    ],
)
def test_long_numbers_are_read_digit_by_digit(text: str, said: str) -> None:
    assert aloud(text) == said


def test_entries_are_read_back_in_groups() -> None:
    assert digit_by_digit("27031950") == "2 7 0 3, 1 9 5 0"


def test_no_say_is_longer_than_one_carries_and_nothing_is_lost() -> None:
    text = " ".join(["Đường", "số", "một"] * 300) + " " + "ờ" * 1000
    pieces = list(twiml.pieces(text))
    assert all(len(piece) <= twiml.LONGEST and len(quote(piece)) <= 4500 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_the_list_to_check_is_heard_to_its_end_before_it_is_right() -> None:
    options = tuple(Option(f"q{number}", f"Answer {number}") for number in range(6))
    with override("en"):
        said = speech(Asked(("Check.",), "one", options, zero="ok", changes=True), "en")
        assert [len(menu) for menu in said.menus] == [4, 3]
        assert "All is right" not in " ".join(line.text for line in lines(said, 0))
    assert read(said, Heard("3", page=1)) == "ok" and read(said, Heard("1", page=0)) == "q0"
