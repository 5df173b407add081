"""A seal covers all that was committed, once, and nothing falls between two."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from services.record import clock, seals
from services.record import sealed as sealed_ones
from services.record.models import Head, Seal, SealedHead, Unsealed
from tests.racing import race
from tests.services.record.sealing import later, sealed, write

committing = pytest.mark.django_db(transaction=True)


def heads(seal: Seal) -> list[tuple[str, int]]:
    return list(seal.heads.order_by("subject").values_list("subject", "sequence"))


@pytest.mark.django_db
def test_a_seal_covers_the_heads_moved_since_the_one_before() -> None:
    write("a", 3)
    first, second = sealed("b"), sealed("b")
    assert (heads(first), heads(second)) == ([("a", 3), ("b", 1)], [("b", 2)])
    assert (second.number, second.previous, second.count) == (2, first.hash, 1)
    assert list(sealed_ones.broken()) == []


@pytest.mark.django_db
def test_no_seal_without_a_move() -> None:
    assert seals.seal() is None
    sealed("a")
    later()
    assert seals.seal() is None
    assert Seal.objects.count() == 1


@pytest.mark.django_db
def test_one_seal_a_minute() -> None:
    sealed("a")
    write("a")
    assert seals.seal() is None
    assert Unsealed.objects.count() == 1
    later()
    assert seals.seal() is not None


@committing
def test_two_beats_make_one_seal() -> None:
    write("a", 5)
    made = race(seals.seal, seals.seal)
    assert sum(isinstance(one, Seal) for one in made) == Seal.objects.count() == 1
    assert None in made


@pytest.mark.django_db
def test_the_database_allows_one_a_minute() -> None:
    at = clock.now()
    Seal.objects.create(number=1, at=at, minute=at, count=1, previous="a")
    with pytest.raises(IntegrityError, match="minute"), transaction.atomic():
        Seal.objects.create(number=2, at=at, minute=at, count=1, previous="b")


@committing
def test_a_writer_still_at_it_is_caught_by_the_next_seal() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            write("slow")
            written.set()
            assert go_on.wait(10)
        connections.close_all()

    with ThreadPoolExecutor(1) as other:
        slow = other.submit(slow_writer)
        assert written.wait(10)
        assert heads(sealed("quick")) == [("quick", 1)]
        go_on.set()
        slow.result()
    assert heads(sealed("later")) == [("later", 1), ("slow", 1)]
    assert list(sealed_ones.broken()) == []


@committing
def test_nothing_falls_between_two_seals_while_others_write() -> None:
    def keep_sealing() -> None:
        for _ in range(15):
            seals.seal()
            assert list(sealed_ones.broken()) == []
            later()

    assert race(lambda: write("a", 60), keep_sealing) == [None, None]
    assert heads(sealed("b"))[-1] == ("b", 1)
    assert Unsealed.objects.count() == 0
    assert list(sealed_ones.broken()) == []


@pytest.mark.django_db
def test_what_was_rolled_back_is_not_sealed() -> None:
    with transaction.atomic():
        write("a")
        transaction.set_rollback(True)
    assert heads(sealed("b")) == [("b", 1)]


@pytest.mark.django_db
def test_what_piled_up_is_sealed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "MOST", 3)
    write("a", 4)
    write("b", 4)
    assert [heads(sealed()) for _ in range(3)] == [[("a", 3)], [("a", 4), ("b", 2)], [("b", 4)]]
    assert list(sealed_ones.broken()) == []


@pytest.mark.django_db
@given(st.lists(st.sampled_from(["a", "B", "ä", "z", "đ", "\N{BUG}"]), min_size=1, max_size=12))
def test_every_head_is_sealed_once_whatever_moved(moved: list[str]) -> None:
    with transaction.atomic():
        first, second = sealed(*moved), sealed(*moved[:1])
        ends = dict(Head.objects.values_list("subject", "sequence"))
        assert dict(heads(first)) | dict(heads(second)) == ends
        assert list(sealed_ones.broken()) == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_root_stands_on_each_head_and_their_order_is_fixed() -> None:
    made = sealed("B", "a", "đ")
    found = list(SealedHead.objects.values_list("subject", "sequence", "hash"))
    assert seals.root_of(sorted(found)) == (made.root, 3)
    changed = [("a", 1, "0" * 64) if head[0] == "a" else head for head in sorted(found)]
    assert seals.root_of(changed)[0] != made.root


@pytest.mark.django_db
def test_the_command_seals_now() -> None:
    write("a")
    call_command("ledger", "seal", stdout=(said := StringIO()))
    call_command("ledger", "seal", stdout=said)
    call_command("ledger", "verify", stdout=said)
    assert said.getvalue().splitlines() == [
        "Seal 1 over 1 chains.",
        "Nothing moved, or this minute has its seal.",
        "1 entries under 1 seals, every chain whole; 0 entries wait for the next seal.",
    ]
