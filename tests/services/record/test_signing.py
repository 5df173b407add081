"""One signature a day, which outsiders can check, and which outlives its key."""

from typing import LiteralString

import pytest
from pytest_django import Settings

from services.record import clock, ed25519, signing
from services.record import signed as signed_days
from services.record.models import SignedSeal
from tests.racing import race
from tests.services.record.sealing import DAY, keys, later, sealed, signed
from tests.services.record.tampering import as_owner

committing = pytest.mark.django_db(transaction=True)


def broken() -> list[str]:
    return [str(found) for found in signed_days.broken()]


@pytest.mark.django_db
def test_nothing_sealed_nothing_signed() -> None:
    assert signing.sign() is None


@pytest.mark.django_db
def test_the_last_seal_is_signed_once_a_day() -> None:
    sealed("a")
    last = sealed("a")
    made = signing.sign()
    later()
    assert made == signing.sign() == SignedSeal.objects.get()
    assert (made.seal, made.hash, made.day) == (last, last.hash, clock.today("Asia/Ho_Chi_Minh"))
    assert ed25519.verified(made.public_key, made.signature, signing.statement(made))


@pytest.mark.django_db
def test_a_day_without_a_move_signs_the_same_seal_again() -> None:
    first = signed("a")
    later(DAY)
    second = signing.sign()
    assert second
    assert second.seal == first.seal
    assert second.day > first.day
    assert second.previous == signing.follows(first)
    assert broken() == []


@pytest.mark.django_db
def test_no_day_is_signed_before_one_that_was() -> None:
    last = signed("a")
    clock.travel(clock.now() - 2 * DAY)
    assert signing.sign() == last
    assert SignedSeal.objects.count() == 1


@committing
def test_two_signers_sign_one_day() -> None:
    sealed("a")
    first, second = race(signing.sign, signing.sign)
    assert first == second == SignedSeal.objects.get()


@pytest.mark.django_db
def test_the_new_key_is_countersigned_by_the_old_and_stands_alone_then(settings: Settings) -> None:
    settings.SEAL_KEYS = keys("old")
    old = signed("a")
    settings.SEAL_KEYS = keys("new", "old")
    new = signed("a")
    assert (old.key, new.key, old.countersignature) == ("old", "new", "")
    assert ed25519.verified(old.public_key, new.countersignature, signing.statement(new))
    settings.SEAL_KEYS = keys("new")
    assert (signed("a").countersignature, broken()) == ("", [])


@pytest.mark.django_db
def test_a_key_after_a_lost_one_holds_as_long_as_the_setting_names_it(settings: Settings) -> None:
    settings.SEAL_KEYS = keys("lost")
    signed("a")
    settings.SEAL_KEYS = keys("new")
    new = signed("a")
    assert (new.countersignature, broken()) == ("", [])
    settings.SEAL_KEYS = keys("another")
    assert broken() == [
        f"seal 2: signed on {new.day}: the key before it does not stand for its key",
        f"seal 2: signed on {new.day}: SEAL_KEYS does not name its key",
    ]


@pytest.mark.django_db
def test_a_strangers_signature_is_named(settings: Settings) -> None:
    settings.SEAL_KEYS = keys("stranger")
    forged = signed("a")
    settings.SEAL_KEYS = keys("ours")
    assert broken() == [f"seal 1: signed on {forged.day}: SEAL_KEYS does not name its key"]


@committing
@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE record_signedseal SET key = 'other' WHERE seal_id = 2", "its signature is wrong"),
        ("UPDATE record_signedseal SET signature = 'AAAA' WHERE seal_id = 2", "its signature is wrong"),
        ("UPDATE record_signedseal SET public_key = 'no key' WHERE seal_id = 2", "its signature is wrong"),
        ("UPDATE record_signedseal SET hash = '0' WHERE seal_id = 2", "it was changed since"),
        ("UPDATE record_seal SET hash = '0' WHERE number = 2", "it was changed since"),
        ("DELETE FROM record_seal WHERE number = 2", "it is missing"),
        ("DELETE FROM record_signedseal WHERE seal_id = 1", "it does not follow the day signed before it"),
    ],
)
def test_what_is_not_as_it_was_signed_is_named(statement: LiteralString, reason: str) -> None:
    signed("a")
    second = signed("a")
    assert broken() == []
    as_owner(statement)
    assert broken()[0] == f"seal 2: signed on {second.day}: {reason}"


@pytest.mark.django_db
def test_what_is_said_cannot_be_said_of_another_seal() -> None:
    made = signed("a")
    other = sealed("a")
    made.seal, made.hash = other, other.hash
    assert not ed25519.verified(made.public_key, made.signature, signing.statement(made))
