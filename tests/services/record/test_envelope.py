"""What is sealed opens in its place only, and never again once its key is gone."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from services.record import envelope
from services.record.models import DataKey
from tests.services.record.sealing import keys as field_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> DataKey:
    return envelope.new_key()


def test_sealed_is_not_plain_and_opens_again(key: DataKey) -> None:
    sealed = envelope.seal(key, b"Nguyen", "application:1")
    assert b"Nguyen" not in sealed
    assert envelope.open(key, sealed, "application:1") == b"Nguyen"


def test_it_opens_as_nothing_else(key: DataKey) -> None:
    sealed = envelope.seal(key, b"Nguyen", "application:1")
    with pytest.raises(envelope.Unreadable):
        envelope.open(key, sealed, "application:2")


@given(place=st.integers(0, 40))
def test_a_changed_byte_is_noticed(place: int) -> None:
    data_key = DataKey(master=envelope.current())
    data_key.wrapped = envelope._encrypt(envelope.master(data_key.master), b"k" * 32, str(data_key.id))
    sealed = bytearray(envelope.seal(data_key, b"thirteen char", "x"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(envelope.Unreadable):
        envelope.open(data_key, bytes(sealed), "x")


def test_destroying_the_key_erases(key: DataKey) -> None:
    sealed = envelope.seal(key, b"Nguyen", "x")
    kept = DataKey.objects.get(pk=key.pk)
    envelope.destroy(key)
    envelope.destroy(kept)
    with pytest.raises(envelope.Unreadable):
        envelope.open(key, sealed, "x")
    key.refresh_from_db()
    assert bytes(key.wrapped) == b""


def test_keys_are_rotated_without_touching_the_data(key: DataKey, settings: Settings) -> None:
    settings.FIELD_KEYS = field_keys("old")
    key = envelope.new_key()
    sealed = envelope.seal(key, b"Nguyen", "x")
    settings.FIELD_KEYS = field_keys("new", "old")
    DataKey.objects.exclude(pk=key.pk).delete()
    assert (envelope.rewrap(), envelope.rewrap()) == (1, 0)
    settings.FIELD_KEYS = field_keys("new")
    key.refresh_from_db()
    assert envelope.open(key, sealed, "x") == b"Nguyen"


def test_a_key_that_is_not_here_is_said(key: DataKey, settings: Settings) -> None:
    settings.FIELD_KEYS = field_keys("another")
    with pytest.raises(envelope.Unreadable):
        envelope.seal(key, b"", "x")


def test_the_command_rotates_in_batches_and_again(settings: Settings) -> None:
    settings.FIELD_KEYS = field_keys("old")
    keys = [envelope.new_key() for _ in range(3)]
    envelope.destroy(keys[0])
    settings.FIELD_KEYS = field_keys("new", "old")
    assert envelope.rewrap(batch=1) == 1
    assert rewrapped() == "1 keys wrapped anew with new.\n"
    assert rewrapped() == "0 keys wrapped anew with new.\n"


def test_the_command_names_the_key_it_misses(key: DataKey, settings: Settings) -> None:
    settings.FIELD_KEYS = field_keys("new")
    with pytest.raises(CommandError, match=f"names no key {key.master}"):
        rewrapped()


@pytest.mark.parametrize("written", ["", "one", "one:", ":AAAA", "one:AAAA", "one:%%%", field_keys("one", "one")])
def test_keys_that_cannot_be_read_are_refused(written: str, settings: Settings) -> None:
    settings.FIELD_KEYS = written
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS: key"):
        envelope.masters()


def rewrapped() -> str:
    call_command("rewrap_keys", stdout=(said := StringIO()))
    return said.getvalue()
