"""Three languages, each whole: the same sentences, no word that means two things."""

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from services.journeys import types
from services.journeys.language import LANGUAGES, MINOR_UNITS, Language, language
from services.journeys.types.characters import fold
from services.journeys.types.yes_no import words

SPOKEN = pytest.mark.parametrize("spoken", [language(code) for code in LANGUAGES], ids=LANGUAGES)
CODE = re.compile(r"""(?:refusal\(|_odd\(|Problem\(|odd: ClassVar\[str\] = |empty: ClassVar\[str\] = )"([a-z_]+)\"""")


def slots(sentence: str) -> list[tuple[str | None, str | None]]:
    return sorted((name, form) for _, name, form, _ in Formatter().parse(sentence) if name)


def codes() -> Iterator[str]:
    for module in Path(str(types.__file__)).parent.glob("*.py"):
        yield from CODE.findall(module.read_text(encoding="utf-8"))


def test_vietnamese_comes_first_and_no_other_is_spoken() -> None:
    assert LANGUAGES == ("vi", "pt", "en")
    with pytest.raises(KeyError):
        language("../vi")


@SPOKEN
def test_every_problem_of_every_type_has_its_sentence(spoken: Language) -> None:
    assert set(codes()) <= spoken.sentences.keys()
    assert len(set(codes())) > 30


@SPOKEN
def test_a_sentence_names_the_same_details_in_every_language(spoken: Language) -> None:
    vietnamese = {code: slots(sentence) for code, sentence in language("vi").sentences.items()}
    assert {code: slots(sentence) for code, sentence in spoken.sentences.items()} == vietnamese


@SPOKEN
def test_sentences_know_no_medium(spoken: Language) -> None:
    said = " ".join(spoken.sentences.values()).lower()
    assert not re.search(r"\b(click|tick|box|screen|press|caixa|clique|prima|ecrã|bấm|ô|màn hình)\b", said)


@SPOKEN
def test_no_word_means_yes_and_no(spoken: Language) -> None:
    yes, no = ({fold(word) for word in words(spoken, answer)} for answer in (True, False))
    assert yes and no and not yes & no


@SPOKEN
def test_no_name_means_two_months(spoken: Language) -> None:
    names = [fold(name) for month in spoken.dates.months for name in month]
    assert len(names) == len(set(names))
    assert not set(names) & set(map(fold, spoken.dates.ignored + spoken.dates.lunar))


@SPOKEN
def test_every_currency_has_its_words(spoken: Language) -> None:
    assert spoken.currencies.shown.keys() == spoken.currencies.words.keys() == MINOR_UNITS.keys()


SHOWN = {
    "vi": ("1.250,50", "500.000 đồng", "5 tháng 3 năm 2024", "9 giờ 05", "a, b và c"),
    "en": ("1,250.50", "500,000 VND", "5 March 2024", "9:05", "a, b and c"),
    "pt": ("1.250,50", "500.000 dongs", "5 de março de 2024", "9h05", "a, b e c"),
}


@pytest.mark.parametrize("code", SHOWN)
def test_it_writes_as_its_people_do(code: str) -> None:
    spoken = language(code)
    assert SHOWN[code] == (
        spoken.number(Decimal("1250.50")),
        spoken.money(Decimal(500_000), "VND"),
        spoken.date(date(2024, 3, 5)),
        spoken.time(time(9, 5)),
        spoken.listed(["a", "b", "c"]),
    )


def test_one_thing_is_listed_alone() -> None:
    assert language("en").listed(["a"]) == "a"


def test_details_are_written_the_language_s_way() -> None:
    assert language("pt").say("too_late", latest="2024-03-05") == "Escreva uma data até 5 de março de 2024."
    assert language("vi").say("time_too_early", earliest="09:05") == "Xin nhập giờ từ 9 giờ 05 trở đi."
    assert language("en").say("not_an_amount", example="1250.50 EUR").endswith("for example €1,250.50.")
