from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.services.people.proving import carried


@pytest.fixture(autouse=True)
def carriers(settings: Settings) -> Iterator[None]:
    settings.PROOF_CARRIERS = carried.CARRIERS
    yield
    carried.forget()
