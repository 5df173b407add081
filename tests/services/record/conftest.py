from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def seals_folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the signed seals of this test lie."""
    settings.SEALS_FOLDER = tmp_path / "seals"
    return tmp_path / "seals"
