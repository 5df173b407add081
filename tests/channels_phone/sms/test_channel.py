"""Every question of every sample as a text message: within the budget, and every option within reach."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from django.utils.translation import override

from channels_phone.asked import Option
from channels_phone.commands import Command, command_of, taken, told
from channels_phone.matching import words
from channels_phone.sms.channel import Sms
from channels_phone.sms.prompt import BUDGET, Prompt, numbered, paged
from channels_phone.sms.reading import Said, read
from channels_phone.sms.segments import count
from services.catalogue import samples
from services.journeys.interview import Facts, Interview
from services.journeys.journey import compiled
from services.journeys.steps import Ask, Declare
from services.journeys.types.choices import Choices
from services.journeys.words import Phrases, Words
from tests.services.journeys.people import TODAY

SMS = Sms()
EVERY = [(slug, code) for slug in samples.slugs() for code in ("vi", "en", "pt")]
SERVICES = pytest.mark.parametrize(("slug", "code"), EVERY)
LANGUAGES = pytest.mark.parametrize("code", ["vi", "en", "pt"])


@cache
def phrases(slug: str, code: str) -> Phrases:
    definition = samples.definition(slug)
    journey = compiled(definition.rules, definition.rules_hash)
    return Words.of(definition.words[code], code).about(Interview(journey, {}, Facts(TODAY)))


def asked(slug: str, code: str) -> Iterator[tuple[Ask, Prompt]]:
    """Every question there is, members of groups in a row of their own."""
    said = phrases(slug, code)
    for question in said.journey.by_id.values():
        step = Ask(f"{question.group}.1.{question.id}" if question.group else question.id, question)
        yield step, SMS.render(step, said)


@SERVICES
def test_within_the_budget(slug: str, code: str) -> None:
    for step, prompt in asked(slug, code):
        assert [page for page in prompt.pages if count(page).segments > BUDGET] == [], step.instance
        assert len(prompt.pages) < 4, step.instance
    declare = SMS.render(Declare(), phrases(slug, code))
    assert all(count(page).segments <= BUDGET for page in declare.pages)


@SERVICES
def test_every_option_by_its_number_and_by_its_label(slug: str, code: str) -> None:
    for step, prompt in asked(slug, code):
        for number, option in enumerate(prompt.asked.options, 1):
            if prompt.asked.reads == "one":
                assert read(prompt.asked, Said(f" {number}. ")) == option.raw
                assert read(prompt.asked, Said(words(option.label).upper())) == option.raw, step.instance


@SERVICES
def test_some_of_many(slug: str, code: str) -> None:
    for step, prompt in asked(slug, code):
        if isinstance(step.question.answer, Choices):
            raw = read(prompt.asked, Said("2, 1"))
            first_two = list(step.question.answer.options[:2])
            assert step.question.answer.parse(raw, phrases(slug, code).language) == first_two


@SERVICES
def test_no_label_is_an_order(slug: str, code: str) -> None:
    for step, prompt in asked(slug, code):
        if step.question.answer.type != "yes_no":  # YES to a network that it has not left changes nothing
            assert [each.label for each in prompt.asked.options if words(each.label) in taken(code)] == [], (
                step.instance
            )


@LANGUAGES
def test_only_its_code_agrees(code: str) -> None:
    prompt = SMS.render(Declare(), phrases("birth-registration", code))
    assert prompt.asked.code in prompt.pages[-1]
    assert read(prompt.asked, Said(f" {prompt.asked.code[:2]} {prompt.asked.code[2:]}")) == "agreed"
    assert [read(prompt.asked, Said(text)) for text in ("1", "ok", "có", "yes", "", "0000")] == [""] * 6


@LANGUAGES
def test_each_order_in_its_language_with_and_without_accents(code: str) -> None:
    with override(code):
        assert [command_of(told(code, each).lower(), code) for each in Command] == list(Command)
    assert command_of("Lùi!", "vi") == Command.BACK
    assert command_of("recomeçar", "pt") == Command.MENU
    assert command_of("tôi muốn lùi lại một bước", "vi") is None


def test_what_is_long_is_read_page_by_page_and_loses_nothing() -> None:
    options = tuple(Option(str(number), f"Đường số {number} ở phường này") for number in range(40))
    pages = paged(["Chọn một đường.", *numbered(options)], "TIEP: đọc tiếp")
    lines = "\n".join(pages).replace("\nTIEP: đọc tiếp", "").split("\n")
    assert lines == ["Chọn một đường.", *numbered(options)]
    assert len(pages) > 2 and all(page.endswith("TIEP: đọc tiếp") for page in pages[:-1])


def test_a_word_without_end_still_makes_pages() -> None:
    assert paged(["x " * 2000], "MORE: read on")[0].endswith("MORE: read on")
