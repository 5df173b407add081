"""The README is true: its service is complete and can be published, and what it points at is there."""

import re
from pathlib import Path

import pytest

from config.environment import BASE_DIR
from services.catalogue import publishing, samples
from services.journeys.definition import load
from services.parity import checking

README = (BASE_DIR / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"```yaml\n# (\S+\.yaml)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.django_db
def test_its_service_is_complete(tmp_path: Path) -> None:
    for name, content in FILE.findall(README):
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert checking.of_folder(tmp_path).found == ()
    samples.load("social-pension")
    assert publishing.publish(load(tmp_path), by="ann").published_at is not None


def test_what_it_points_at_is_there() -> None:
    assert [link for link in LINK.findall(README) if not (BASE_DIR / link).exists()] == []
