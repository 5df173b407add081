"""Keys that cannot be read are refused by the name of their setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from services.record import ed25519
from tests.services.record.sealing import keys


@pytest.mark.parametrize("written", ["", "one", "one:", ":AAAA", "one:AAAA", "one:%%%", keys("one", "one")])
def test_seal_keys_that_cannot_be_read_are_refused(written: str, settings: Settings) -> None:
    settings.SEAL_KEYS = written
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEYS: key"):
        ed25519.private_keys()


def test_the_first_key_is_the_current_one(settings: Settings) -> None:
    settings.SEAL_KEYS = keys("new", "old")
    assert list(ed25519.private_keys()) == ["new", "old"]
