"""The database itself refuses to rewrite the ledger."""

import pytest
from django.db import ProgrammingError, connection

from services.record import clock
from services.record.models import Entry, Head


@pytest.fixture
def entry(db: None) -> Entry:
    return Entry.objects.create(
        subject="test:1", sequence=1, kind="Tested", data={}, actor="test", at=clock.now(), hash="0" * 64
    )


def test_the_runtime_role_reads_what_it_wrote(entry: Entry) -> None:
    assert Entry.objects.get(subject="test:1") == entry


def test_the_runtime_role_cannot_change_an_entry(entry: Entry) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        Entry.objects.update(kind="Forged")


def test_the_runtime_role_cannot_delete_an_entry(entry: Entry) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        Entry.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_the_runtime_role_cannot_take_a_head_away() -> None:
    head = Head.objects.create(subject="test:1", sequence=1)
    with pytest.raises(ProgrammingError, match="permission denied"):
        head.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_seal SET hash = ''",
        "UPDATE record_sealedhead SET hash = ''",
        "UPDATE record_signedseal SET hash = ''",
        "DELETE FROM record_seal",
        "DELETE FROM record_sealedhead",
        "DELETE FROM record_signedseal",
        "INSERT INTO record_unsealed (entry_id) VALUES (1)",
        "TRUNCATE record_unsealed",
    ],
)
@pytest.mark.django_db
def test_the_runtime_role_cannot_rewrite_a_seal(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_committed_entry_stays_for_this_test_only() -> None:
    assert list(Entry.objects.values_list("subject", "kind", "actor")) == []
    Entry.objects.create(subject="a", sequence=1, kind="T", data={}, actor="t", at=clock.now(), hash="0")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_the_test_before() -> None:
    assert list(Entry.objects.values_list("subject", "kind", "actor")) == []
