"""The network of the demonstration, loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from services.catalogue import calendars
from services.spots import loading
from services.spots.models import Spot
from tests.held import HELD, commits

NETWORK = Path(loading.__file__).parent / "samples" / "network.yaml"
ANOTHER = "catalogue_held"
"""One beginning is held at a time."""


def loaded() -> None:
    for code in ("VN", "PT", "GB-ENG"):
        calendars.seed(code)
    loading.load(NETWORK)


@pytest.fixture
def network_held(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bool:
    """Loaded once for all that do not commit, and begin with nothing else."""
    if ANOTHER in request.fixturenames:
        return False
    if commits(request.node):
        HELD.undo()
        return False
    HELD.made(loaded, django_db_blocker)
    return True


@pytest.fixture
def network(network_held: bool, db: None) -> None:
    if not network_held:
        loaded()


@pytest.fixture
def lisbon(network: None) -> Spot:
    return Spot.objects.get(place="Lisboa")
