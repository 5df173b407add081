"""A chain that was tampered with says where."""

from io import StringIO
from typing import Any, LiteralString
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from services.journeys.canonical import hash_of
from services.record import ledger
from services.record.models import Entry
from tests.racing import race
from tests.services.record.tampering import as_owner

committing = pytest.mark.django_db(transaction=True)


def write(subject: str, number: int = 3) -> None:
    for turn in range(number):
        ledger.append(subject, "Tested", {"turn": turn, "tiếng": "Việt"}, actor="test")


@pytest.mark.django_db
def test_a_whole_chain_has_no_break(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(3):
        ledger.append("a", "Tested", {}, actor="test")
    write("a")
    write("b")
    assert list(ledger.verify()) == []
    assert list(Entry.objects.filter(subject="a").order_by("sequence").values_list("sequence", flat=True)) == [
        1,
        2,
        3,
        4,
    ]


@committing
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE record_entry SET actor = 'somebody' WHERE subject = 'b' AND sequence = 2", "b 2: it was changed"),
        ("DELETE FROM record_entry WHERE subject = 'b' AND sequence = 2", "b 2: the entry is missing"),
        ("DELETE FROM record_entry WHERE subject = 'b' AND sequence = 3", "b 3: the entry is missing, at the end"),
        ("DELETE FROM record_entry WHERE subject = 'b'", "b 1: the entries are missing"),
        ("DELETE FROM record_head WHERE subject = 'b'", "b 3: the head of the chain is missing"),
        ("UPDATE record_head SET sequence = 2 WHERE subject = 'b'", "b 3: the head of the chain does not know it"),
        ("UPDATE record_head SET hash = '' WHERE subject = 'b'", "b 3: the head of the chain knows another"),
        ("UPDATE record_entry SET data = '{\"turn\": 7}' WHERE subject = 'b' AND sequence = 1", "b 1: it was changed"),
        ("UPDATE record_entry SET sequence = 9 - sequence WHERE subject = 'b' AND sequence > 1", "b 2: the entry is"),
    ],
)
def test_the_first_broken_row_is_named(statement: LiteralString, broken: str) -> None:
    for subject in ("a", "b", "c"):
        write(subject)
    as_owner(statement)
    with pytest.raises(CommandError, match=broken):
        call_command("ledger", "verify")
    call_command("ledger", "verify", "a", stdout=StringIO())


@committing
def test_two_writers_make_one_chain() -> None:
    race(lambda: write("a", 5), lambda: write("a", 5))
    assert list(ledger.verify()) == []
    assert Entry.objects.count() == 10


@committing
def test_it_may_be_verified_while_others_write() -> None:
    written, found = race(lambda: write("a", 60), lambda: [list(ledger.verify()) for _ in range(20)])
    assert written is None
    assert found == [[]] * 20


@committing
def test_every_broken_chain_is_named() -> None:
    write("a")
    write("b")
    as_owner("DELETE FROM record_entry WHERE sequence = 2")
    with pytest.raises(CommandError, match=r"Broken at a 2: .*\nBroken at b 2: "):
        call_command("ledger", "verify")


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@given(data=st.dictionaries(TEXT, JSON, max_size=4))
def test_what_was_written_is_what_is_read(data: dict[str, Any]) -> None:
    subject = str(uuid4())
    ledger.append(subject, "Tested", data, actor="test")
    assert list(ledger.verify(subject)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, 1e16, float("nan"), "\0", "\\\0", "\udfff"])
def test_what_would_not_come_back_is_refused_and_the_turn_goes_on(value: Any) -> None:
    with pytest.raises(ValueError, match=r"no floats|NUL|surrogates"):
        ledger.append("a", "Tested", {"value": [value]}, actor="test")
    ledger.append("a", "Tested", {"value": "\\u0000"}, actor="test")


def test_a_fingerprint_tells_alike_and_nothing_more() -> None:
    assert ledger.fingerprint({"a": 1, "b": 2}) == ledger.fingerprint({"b": 2, "a": 1})
    assert ledger.fingerprint("yes") != ledger.fingerprint("no")
    assert hash_of("yes") not in ledger.fingerprint("yes")
