"""Whatever is done to a chain, the first row that is not as it was written is the one named."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.record.chain import first_break, hash_of_entry
from services.record.models import Entry

LENGTHS = st.integers(2, 8)
FIELDS = {
    "subject": "other",
    "kind": "Other",
    "data": {"other": 1},
    "actor": "other",
    "touch": "other",
    "at": datetime(2027, 1, 1, tzinfo=UTC),
    "previous": "0" * 64,
    "hash": "0" * 64,
}


def whole(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for sequence in range(1, length + 1):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=sequence)
        previous = entries[-1].hash if entries else ""
        said: dict[str, Any] = {"subject": "a", "kind": "Tested", "data": {"turn": sequence}, "actor": "test", "at": at}
        entry = Entry(sequence=sequence, previous=previous, **said)
        entry.hash = hash_of_entry(entry)
        entries.append(entry)
    return entries


def broken_at(entries: list[Entry], head: Entry) -> int | None:
    found = first_break(entries, (head.sequence, head.hash))
    return found.sequence if found else None


@given(length=LENGTHS)
def test_a_whole_chain_has_no_break(length: int) -> None:
    entries = whole(length)
    assert broken_at(entries, entries[-1]) is None


@given(length=LENGTHS, data=st.data())
def test_a_changed_field_is_found(length: int, data: st.DataObject) -> None:
    entries = whole(length)
    place = data.draw(st.integers(0, length - 1))
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    setattr(entries[place], field, FIELDS[field])
    assert broken_at(entries, whole(length)[-1]) == place + 1


@given(length=LENGTHS, data=st.data())
def test_a_missing_entry_is_found(length: int, data: st.DataObject) -> None:
    entries = whole(length)
    head = entries[-1]
    place = data.draw(st.integers(0, length - 1))
    del entries[place]
    assert broken_at(entries, head) == place + 1


@given(length=LENGTHS, data=st.data())
def test_entries_in_another_order_are_found(length: int, data: st.DataObject) -> None:
    entries = whole(length)
    first = data.draw(st.integers(0, length - 2))
    second = data.draw(st.integers(first + 1, length - 1))
    one, other = entries[first], entries[second]
    one.sequence, other.sequence = other.sequence, one.sequence
    entries.sort(key=lambda entry: entry.sequence)
    assert broken_at(entries, whole(length)[-1]) == first + 1


@given(length=LENGTHS, data=st.data())
def test_an_entry_forged_with_its_own_hash_does_not_hold_the_next(length: int, data: st.DataObject) -> None:
    entries = whole(length)
    head = entries[-1]
    place = data.draw(st.integers(0, length - 2))
    entries[place].actor = "forger"
    entries[place].hash = hash_of_entry(entries[place])
    assert broken_at(entries, head) == place + 2
