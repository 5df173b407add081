"""Every sample in every language, gone through by people who answer at random: it ends, and every sentence is whole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.catalogue import samples
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Question, compiled
from services.journeys.language import LANGUAGES, language
from services.journeys.problems import Invalid
from services.journeys.steps import Ask, Done, Refused, Review, Step
from services.journeys.types.base import Json
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.groups import Group
from services.journeys.types.numbers import Money
from services.journeys.types.places import Location
from services.journeys.words import Phrases, Words
from tests.services.journeys.outside import Anywhere

TODAY = date(2026, 11, 25)
WALKS, MOST_WALKS = 20, 1000
UNFINISHED = re.compile(r"[{}]|\.\.$| {2}|…")
IDS = {
    "vn_citizen": ("001056001234", "001180001235", "092199000001"),
    "pt_nif": ("123456789",),
    "es_dni": ("12345678", "00000001"),
    "no_fodselsnummer": ("15108695088",),
    "uk_nino": ("AB123456C",),
}
Says = Callable[[Question, random.Random], str]
PLACES = {"VN": "VN-44-LONGXUYEN", "GB": "GB-ENG-LDS", "ES": "ES-MD-28079", "PT": "PT-11-06"}


def said(question: Question, chance: random.Random, rows: int) -> str:
    """Something a person could say."""
    answer = question.answer
    if question.optional and chance.random() < 0.4:
        return ""
    match answer:
        case Choice():
            return chance.choice(answer.options)
        case Choices():
            return ",".join(chance.sample(answer.options, chance.randint(1, answer.most or len(answer.options))))
        case Group():
            return "add" if rows < max(answer.min, chance.randrange(3)) and rows < answer.max else "done"
        case Location():
            return PLACES[answer.country or "VN"]
        case Money():
            return str(chance.choice([1, 100, 5000, 400_000, 90_000_000]))
    return SAID[answer.type](question, chance)


def some_day(question: Question, chance: random.Random) -> str:
    return (TODAY - timedelta(chance.choice([0, 5, 40, 61, 400, 2500, 9000, 13_000, 26_500, 28_500]))).isoformat()


def some_number(question: Question, chance: random.Random) -> str:
    low, high = (getattr(question.answer, bound, None) for bound in ("min", "max"))
    return str(chance.randint(int(low or 0), min(int(high if high is not None else 40), 3000)))


def some_text(question: Question, chance: random.Random) -> str:
    low, high = (getattr(question.answer, bound, 30) for bound in ("min", "max"))
    return ("1234567890 something to say, " * 20)[: max(low, min(high, chance.choice([20, 30])))]


def some_phone(question: Question, chance: random.Random) -> str:
    known = {"GB": "0113 222 4444", "PT": "912 345 678", "NO": "22 82 60 00"}
    return known.get(str(getattr(question.answer, "region", "")), "0912 345 678")


def fixed(text: str) -> Says:
    return lambda question, chance: text


SAID: dict[str, Says] = {
    "yes_no": lambda question, chance: chance.choice(["yes", "no"]),
    "date": some_day,
    "whole_number": some_number,
    "decimal": lambda question, chance: chance.choice(["3", "7", "12"]),
    "text": some_text,
    "long_text": some_text,
    "person_name": lambda question, chance: chance.choice(["Nguyễn Thị Ẩn", "Ana Sofia de Sá e Melo", "Li"]),
    "phone": some_phone,
    "email": fixed("a@example.com"),
    "address": fixed("12 Lê Lợi\nHà Nội"),
    "national_id": lambda question, chance: chance.choice(IDS[str(getattr(question.answer, "scheme", ""))]),
    "evidence": fixed("11111111-1111-4111-8111-111111111111"),
    "declaration": fixed("agreed"),
    "letter_code": fixed("12345678"),
    "time": fixed("10:30"),
}


def walked(slug: str, code: str, seed: int) -> tuple[Step, list[str], Phrases]:
    """The step it ends at, and every sentence on the way."""
    definition, chance = samples.definition(slug), random.Random(seed)  # noqa: S311 -- the same people every time
    journey = compiled(definition.rules, definition.rules_hash)
    values: dict[str, Json] = {}
    sentences: list[str] = []
    for turn in range(400):
        interview = Interview(journey, values, Facts(TODAY))
        phrases = Words.of(definition.words[code], code).about(interview)
        step = interview.next()
        if not isinstance(step, Ask):
            return step, sentences, phrases
        sentences += [phrases.text(step.instance), phrases.hint(step.instance), phrases.short(step.instance)]
        raw = said(step.question, chance, len(step.rows))
        try:
            outside = Anywhere(f"r{turn}".strip)
            values[step.instance] = interview.take(step.instance, raw, language(code), outside)
        except Invalid as wrong:
            sentences.append(phrases.problem(wrong.problem, step.instance))
    raise AssertionError(f"{slug} does not end: {sentences[-6:]}")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("slug", samples.slugs())
def test_it_ends_and_every_sentence_is_whole(slug: str, code: str) -> None:
    ends: set[type] = set()
    for seed in range(MOST_WALKS):
        step, sentences, phrases = walked(slug, code, seed)
        ends.add(type(step))
        if isinstance(step, Refused):
            sentences += [sentence for refusal in step.refusals for sentence in phrases.refusal(refusal)]
        assert [sentence for sentence in sentences if UNFINISHED.search(sentence)] == []
        if seed >= WALKS and ends - {Refused}:
            break
    assert ends <= {Review, Refused, Done}
    assert ends - {Refused}, "nobody gets through"
