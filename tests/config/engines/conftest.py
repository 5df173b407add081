"""Homes of their own, whose engines are gone after the test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.engines import manager
from tests.config.engines.seen import Seen

MakeHome = Callable[[str], Seen]


@pytest.fixture
def make_home(tmp_path: Path) -> Iterator[MakeHome]:
    made: list[Seen] = []

    def make(name: str) -> Seen:
        made.append(Seen(tmp_path / name))
        return made[-1]

    yield make
    for home in made:
        manager.leave(home.root)
        assert home.processes() == []
        shutil.rmtree(home.engines.home.sockets, ignore_errors=True)


@pytest.fixture
def home(make_home: MakeHome) -> Seen:
    return make_home("h")  # short: sockets have short paths
