"""The office that the pension application came to."""

from __future__ import annotations

import pytest

from services.casework.models import Case
from tests.services.casework.cast import Cast, gather


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)
