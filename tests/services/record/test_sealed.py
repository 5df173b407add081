"""Whatever the owner of the database rewrites, the seals say so."""

from io import StringIO
from typing import LiteralString

import pytest
from django.core.management import CommandError, call_command

from services.record import ledger
from services.record.models import Entry, Seal
from services.record.seals import IN_ORDER, hash_of_seal, root_of
from tests.services.record.sealing import sealed, signed, write
from tests.services.record.tampering import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def verify() -> str:
    call_command("ledger", "verify", stdout=(said := StringIO()))
    return said.getvalue()


def named() -> list[str]:
    """What `ledger verify` names."""
    with pytest.raises(CommandError) as error:
        verify()
    return [line.removeprefix("Broken at ") for line in str(error.value).splitlines()]


def rewrite_chain(subject: str, number: int) -> None:
    """Another story, whole in itself."""
    as_owner("DELETE FROM record_entry WHERE subject = %(subject)s", subject=subject)
    as_owner("DELETE FROM record_head WHERE subject = %(subject)s", subject=subject)
    for _ in range(number):
        ledger.append(subject, "Forged", {}, actor="owner")


def reseal() -> None:
    """Every seal, made anew over the ledger as it is."""
    as_owner(
        """UPDATE record_sealedhead head SET hash = entry.hash FROM record_entry entry
        WHERE head.subject = entry.subject AND head.sequence = entry.sequence"""
    )
    previous = ""
    for seal in Seal.objects.order_by("number"):
        seal.previous, seal.root = previous, root(seal)
        previous = hash_of_seal(seal)
        as_owner(
            "UPDATE record_seal SET previous = %(before)s, root = %(root)s, hash = %(hash)s WHERE number = %(number)s",
            before=seal.previous, root=seal.root, hash=previous, number=seal.number,
        )  # fmt: skip


def root(seal: Seal) -> str:
    return root_of(seal.heads.order_by(IN_ORDER).values_list("subject", "sequence", "hash"))[0]


@pytest.mark.parametrize("number", [2, 3, 1])
def test_a_chain_rewritten_as_a_whole_does_not_fit_its_seal(number: int) -> None:
    write("a", 2)
    sealed("b")
    rewrite_chain("a", number)
    assert "a 2: seal 1 knows another" in named()
    call_command("ledger", "verify", "b", stdout=StringIO())
    with pytest.raises(CommandError, match="a 2: seal 1 knows another"):
        call_command("ledger", "verify", "a")


def test_seals_rewritten_with_it_do_not_fit_the_signed_one() -> None:
    day = signed("a").day
    sealed("b")
    rewrite_chain("a", 1)
    reseal()
    assert named() == [f"seal 1: signed on {day}: it was changed since"]


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE record_seal SET at = at - interval '1 day' WHERE number = 2", "seal 2: it was changed"),
        ("UPDATE record_seal SET count = 9 WHERE number = 2", "seal 2: it was changed"),
        ("UPDATE record_seal SET hash = '0' WHERE number = 2", "seal 2: it was changed"),
        ("UPDATE record_seal SET previous = '0' WHERE number = 2", "seal 2: it does not follow the seal before it"),
        ("DELETE FROM record_seal WHERE number = 2", "seal 2: it is missing"),
        ("UPDATE record_sealedhead SET hash = '0' WHERE seal_id = 2", "seal 2: the heads under it were changed"),
        ("DELETE FROM record_sealedhead WHERE seal_id = 2", "seal 2: the heads under it were changed"),
        ("UPDATE record_sealedhead SET seal_id = 1 WHERE seal_id = 2", "seal 1: the heads under it were changed"),
    ],
)
def test_a_changed_or_missing_seal_is_named(statement: LiteralString, broken: str) -> None:
    sealed("a")
    sealed("b")
    sealed("c")
    assert verify() == "3 entries under 3 seals, every chain whole; 0 entries wait for the next seal.\n"
    as_owner(statement)
    assert named()[0] == broken


def test_the_last_seal_is_missed_where_it_was() -> None:
    sealed("a")
    sealed("b")
    as_owner("DELETE FROM record_seal WHERE number = 2")
    as_owner("DELETE FROM record_sealedhead WHERE seal_id = 2")
    assert named() == ["b 1: no seal covers it, and none was going to"]


def test_an_entry_kept_from_the_seals_is_named() -> None:
    sealed("a")
    write("a")
    assert "1 entries wait" in verify()
    as_owner("DELETE FROM record_unsealed")
    assert named() == ["a 2: no seal covers it, and none was going to"]
    assert Entry.objects.count() == 2
