"""A chain that was tampered with says where."""

from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import DjangoAssertNumQueries

from services.journeys.canonical import hash_of
from services.record import ledger
from services.record.models import Entry
from tests.racing import race

committing = pytest.mark.django_db(transaction=True)


def write(subject: str, number: int = 3) -> None:
    for turn in range(number):
        ledger.append(subject, "Tested", {"turn": turn, "tiếng": "Việt"}, actor="test")


def as_owner(statement: str) -> None:
    with psycopg.connect(**connections["owner"].get_connection_params()) as connection:
        connection.execute(statement)


@pytest.mark.django_db
def test_a_whole_chain_has_no_break(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(3):
        ledger.append("a", "Tested", {}, actor="test")
    write("a")
    write("b")
    assert list(ledger.verify()) == []
    assert list(Entry.objects.filter(subject="a").values_list("sequence", flat=True)) == [1, 2, 3, 4]


@committing
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE record_entry SET actor = 'somebody' WHERE subject = 'b' AND sequence = 2", "b 2: it was changed"),
        ("DELETE FROM record_entry WHERE subject = 'b' AND sequence = 2", "b 2: the entry is missing"),
        ("DELETE FROM record_entry WHERE subject = 'b' AND sequence = 3", "b 3: the end of the chain is not"),
        ("DELETE FROM record_entry WHERE subject = 'b'", "b 1: the entries are missing"),
        ("UPDATE record_entry SET sequence = 9 - sequence WHERE subject = 'b' AND sequence > 1", "b 2: the entry is"),
    ],
)
def test_the_first_broken_row_is_named(statement: str, broken: str) -> None:
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


def test_a_fingerprint_tells_alike_and_nothing_more() -> None:
    assert ledger.fingerprint({"a": 1, "b": 2}) == ledger.fingerprint({"b": 2, "a": 1})
    assert ledger.fingerprint("yes") != ledger.fingerprint("no")
    assert hash_of("yes") not in ledger.fingerprint("yes")
