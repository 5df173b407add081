"""What holds of every answer type in every language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journeys.language import LANGUAGES, language
from services.journeys.problems import Invalid
from services.journeys.types import TYPES
from tests.services.journeys.types.strategies import BOUNDED, TYPED, made

EVERY = pytest.mark.parametrize("name", TYPED)
ANYTHING = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text("0123456789 .,:/-h+", max_size=20),
    st.text("aÁ\u0301\u200d\u2067\u3164🎂@.\n\t\x00", max_size=500),
)
SPOKEN = pytest.mark.parametrize("code", LANGUAGES)


def normalised(value: object) -> object:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@EVERY
@SPOKEN
@given(data=st.data())
def test_what_is_shown_is_read_back(name: str, code: str, data: st.DataObject) -> None:
    answer, values = TYPED[name]
    value = normalised(data.draw(values))
    assert answer.check(value) == value  # type: ignore[arg-type]
    assert answer.parse(answer.show(value, language(code)), language(code)) == value


@EVERY
@SPOKEN
@given(raw=ANYTHING)
def test_any_text_is_read_or_refused_with_a_sentence(name: str, code: str, raw: str) -> None:
    answer = TYPED[name][0]
    try:
        value = answer.parse(raw, language(code))
    except Invalid as wrong:
        sentence = language(code).say(wrong.problem.code, **wrong.problem.details)
        assert sentence.endswith(".") and "{" not in sentence
    else:
        assert answer.check(value) == value
        answer.value(value)


@EVERY
@pytest.mark.parametrize("raw", ["", "  ", "\u200b", "\n\t", "\u200d", "\u3164", "\ufe0f"])
def test_nothing_is_no_answer(name: str, raw: str) -> None:
    with pytest.raises(Invalid) as wrong:
        TYPED[name][0].parse(raw, language("en"))
    assert wrong.value.problem.code.startswith("missing")


@EVERY
@pytest.mark.parametrize("raw", ["a" * 20_000, "bad\x00byte", "\ufffd"])
def test_what_cannot_be_meant_is_refused(name: str, raw: str) -> None:
    with pytest.raises(Invalid):
        TYPED[name][0].parse(raw, language("vi"))


@SPOKEN
def test_bounds_are_named(code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        BOUNDED.parse("1", language(code))
    problem = wrong.value.problem
    assert language(code).number(1000) in language(code).say(problem.code, **problem.details)


def test_only_what_has_no_letters_is_keyed_with_digits() -> None:
    keyed = {name for name, (answer, _) in TYPED.items() if answer.digits()}
    assert keyed == {
        "yes_no", "choice", "choices", "whole_number", "money", "date", "time", "national_id", "pt_nif", "phone",
        "phone_abroad", "declaration", "es_dni",
    }  # fmt: skip
    assert not made("national_id", scheme="pt_cc").digits()


def test_the_spanish_letter_is_worked_out() -> None:
    dni = made("national_id", scheme="es_dni")
    assert dni.parse("12345678", language("en")) == dni.parse("12345678-z", language("en")) == "12345678Z"
    with pytest.raises(Invalid):
        dni.parse("12345678A", language("en"))


def test_every_type_is_tried_here_or_settled_elsewhere() -> None:
    untried = TYPES.keys() - {answer.type for answer, _ in TYPED.values()}
    assert untried == {"group", "location", "letter_code"}
