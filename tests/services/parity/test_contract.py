"""What every channel must do, for every kind of step in every language; a new channel is tried by these alone."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from services.catalogue.samples import FOLDER
from services.journeys import steps
from services.journeys.definition import Definition, load
from services.journeys.problems import Problem
from services.journeys.types.base import Json
from services.parity import registry
from services.parity.channel import Barrier, Channel, Native, Substitute
from tests.services.catalogue.test_samples import mother

LANGUAGES = pytest.mark.parametrize("code", ["vi", "en", "pt"])
ELSEWHERE = ("group", "location", "letter_code")  # told row by row, or settled outside
CHANNELS = pytest.mark.parametrize("name", ["web", "sms", "voice"])


@cache
def definition() -> Definition:
    return load(FOLDER / "birth-registration")


def kinds(code: str) -> tuple[list[steps.Step], Any]:
    """One of every kind of step, in the course of a real interview."""
    somebody = mother(code, born="1/6/2026", birthplace="home", has_witness="yes", siblings="done")
    review = somebody.go()
    interview = somebody.interview
    asked: list[steps.Step] = [interview.ask(instance) for instance in interview.relevant]
    question = interview.places["your_name"].question
    return [
        *asked,
        steps.Ask("your_name", question, typed="R2D2", problems=(Problem("not_a_name"),)),
        steps.Confirm("your_name", question, "Trần Thị Mai", "registry"),
        steps.Wait("registry"),
        steps.Prove("substantial"),
        steps.Pay(Decimal(8000), "VND"),
        review,
        steps.Declare(),
        steps.Done("482719356028"),
    ], somebody.phrases


@CHANNELS
@LANGUAGES
def test_every_step_is_carried_shown_and_previewed(name: str, code: str) -> None:
    channel: Channel[Any, Any] = registry.channel(name)
    said, phrases = kinds(code)
    for step in said:
        carriage = channel.carry(step, phrases.language)
        assert isinstance(carriage, (Native, Substitute, Barrier))
        assert str(channel.preview(channel.render(step, phrases))).strip()


@CHANNELS
@LANGUAGES
def test_rendering_twice_gives_the_same(name: str, code: str) -> None:
    channel = registry.channel(name)
    said, phrases = kinds(code)
    assert [channel.render(step, phrases) for step in said] == [channel.render(step, phrases) for step in said]


@pytest.mark.parametrize("reply", [{}, {"answer": [""]}, {"answer": ["x" * 9999]}, {"remove": ["\x00"]}])
def test_no_reply_breaks_the_reading(reply: dict[str, list[str]]) -> None:
    channel = registry.channel("web")
    said, phrases = kinds("vi")
    for step in said:
        assert isinstance(channel.read(channel.render(step, phrases), MultiValueDict(reply)), str)


@LANGUAGES
def test_a_saved_answer_sent_back_as_it_is_shown_stays_the_same(code: str) -> None:
    """What stands in the form is what `read` and the type make the same answer of."""
    channel = registry.channel("web")
    said, phrases = kinds(code)
    for step in said:
        if isinstance(step, steps.Ask) and step.saved is not None and step.question.answer.type not in ELSEWHERE:
            page = channel.render(step, phrases)
            raw = channel.read(page, sent(page, step.saved))
            assert step.question.answer.parse(raw, phrases.language) == step.saved


def sent(page: Any, saved: Json) -> MultiValueDict[str, str]:
    """The form as a browser sends it, untouched."""
    if page.field.kind == "date":
        return MultiValueDict({f"answer-{part}": [value] for part, value in page.field.boxes})
    if page.field.kind == "file" and isinstance(saved, list):
        return MultiValueDict({"document": [str(each) for each in saved]})
    return MultiValueDict({"answer": [page.field.value]})


def test_an_unknown_channel_is_said() -> None:
    with pytest.raises(registry.UnknownChannel):
        registry.channel("telepathy")
