"""After a key of FIELD_KEYS was changed, cases are found by the new one alone."""

from __future__ import annotations

import base64
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from pytest_django import Settings

from services.casework import finding
from services.casework.models import Case
from tests.services.casework.cast import Cast, gather

NEW = "later:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def found(cast: Cast) -> bool:
    return bool(finding.search(cast.ann, "Ẩn").cases)


def test_found_before_during_and_after(case: Case, cast: Cast, settings: Settings) -> None:
    old = configured.FIELD_KEYS
    settings.FIELD_KEYS = f"{NEW},{old}"
    assert found(cast)
    for command in ("rewrite_tokens", "rewrite_tokens", "rewrap_keys"):
        call_command(command, stdout=StringIO())
    settings.FIELD_KEYS = NEW
    assert found(cast)


def test_without_it_the_old_key_is_still_needed(case: Case, cast: Cast, settings: Settings) -> None:
    settings.FIELD_KEYS = NEW
    assert not found(cast)
