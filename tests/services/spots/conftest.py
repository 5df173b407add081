"""The network of the demonstration, loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.catalogue import calendars
from services.spots import loading
from services.spots.models import Spot

NETWORK = Path(loading.__file__).parent / "samples" / "network.yaml"


@pytest.fixture
def network(db: None) -> None:
    for code in ("VN", "PT", "GB-ENG"):
        calendars.seed(code)
    loading.load(NETWORK)


@pytest.fixture
def lisbon(network: None) -> Spot:
    return Spot.objects.get(place="Lisboa")
