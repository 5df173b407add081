"""Tokens find a word however it is written, in every key's time, and tell nothing of it."""

import hmac
import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from services.journeys.types.characters import fold
from services.record import envelope
from services.record.tokens import of_number, sought, sought_number, tokens
from tests.services.record.sealing import keys

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵçãõßÿøñ"
WORDS = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "0123456789"), min_size=1, max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=20)


def without_diacritics(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in bare if not unicodedata.combining(char))


@given(WORDS)
def test_a_word_is_found_however_it_is_written(word: str) -> None:
    ways = {word, word.upper(), word.lower(), without_diacritics(word)}
    ways |= {unicodedata.normalize(form, way) for way in ways for form in ("NFC", "NFD")}
    assert len({tuple(tokens([way])) for way in ways}) == 1


@given(NAMES)
def test_composed_or_not_is_all_one(text: str) -> None:
    assert tokens([unicodedata.normalize("NFC", text)]) == tokens([unicodedata.normalize("NFD", text)])


@given(WORDS, WORDS)
def test_different_words_have_different_tokens(one: str, other: str) -> None:
    assert (tokens([one]) == tokens([other])) == (fold(one) == fold(other))


@given(st.lists(WORDS, max_size=5))
def test_what_is_stored_is_found(words: list[str]) -> None:
    stored = set(tokens(words))
    assert all(ways & stored for word in words for ways in sought(word))
    assert set(tokens([" ".join(words)])) == stored
    assert all(len(token) == 32 and int(token, 16) >= 0 for token in stored)


def test_words_end_where_letters_and_digits_end() -> None:
    assert tokens(["Đường Lê-Lợi, số 12/3_a"]) == tokens(["a", "3", "12", "so", "LOI", "le", "duong"])
    assert tokens(["Lan Lan", "lan"]) == tokens(["Lan"])
    assert (tokens(["", " – "]), sought("–")) == ([], [])


def test_a_token_depends_on_the_key_and_is_no_plain_hash(settings: Settings) -> None:
    settings.FIELD_KEYS = keys("one")
    (first,) = tokens(["lan"])
    assert first not in sha256(b"lan").hexdigest()
    assert first not in hmac.digest(envelope.master("one"), b"word lan", sha256).hex()
    settings.FIELD_KEYS = keys("two")
    assert tokens(["lan"]) != [first]


def test_search_goes_on_while_keys_are_rotated(settings: Settings) -> None:
    settings.FIELD_KEYS = keys("old")
    (before,), number = tokens(["Nguyễn"]), of_number("079 123")
    settings.FIELD_KEYS = keys("new", "old")
    (after,) = tokens(["nguyen"])
    assert sought("NGUYEN") == [{before, after}]
    assert sought_number("079123") == {number, of_number("079123")}
    assert len({number, before, after}) == 3


@pytest.mark.parametrize("written", ["079-201 000123", "079201000123", " 079.201.000.123 "])
def test_a_number_is_one_token_however_it_is_spaced(written: str) -> None:
    assert of_number(written) == of_number("079201000123") != of_number("79201000123")
    assert sought_number(written) == {of_number(written)}
    assert of_number(written) not in tokens([written])


def test_letters_of_a_number_count_without_case_and_nothing_is_no_number() -> None:
    assert of_number("gd 4 79 x") == of_number("GD479X")
    assert (of_number("–"), sought_number("–")) == ("", set())
