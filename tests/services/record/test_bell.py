"""The bell may be away: what was written stays written, quickly, and is found again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import redis

from services.record import deliveries
from services.record.models import Delivery
from tests.processes import environment, kill, python, valkey

pytestmark = pytest.mark.django_db(transaction=True)


class Writer:
    """A process as the web's, in front of a Redis that comes and goes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def write(self, quiet: float = 0) -> float:
        """The seconds it took."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{quiet}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


@pytest.fixture
def socket(tmp_path: Path) -> Path:
    folder = tmp_path / "a b"
    folder.mkdir()
    return folder / "bell"


@pytest.fixture
def writer(socket: Path) -> Iterator[Writer]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    env = environment(REDIS_URL=f"unix://{quote(str(socket))}?db=3")
    with python("-m", "tests.services.record.ringing", env=env, **pipes) as process:
        yield Writer(process)


def heard(socket: Path) -> int:
    with redis.Redis(unix_socket_path=str(socket), db=3) as client:
        return int(client.llen("celery"))


def test_it_rings_fails_and_rings_again(socket: Path, writer: Writer) -> None:
    with valkey(socket) as bell:
        writer.write()
        assert heard(socket) == 1
        kill(bell)
        assert writer.write() < 3
    with valkey(socket):
        assert writer.write() < 3
        writer.write()
        assert heard(socket) >= 1
    assert len(deliveries.sweep()) == Delivery.objects.count() == 4


def test_it_is_left_alone_for_a_while(socket: Path, writer: Writer) -> None:
    writer.write(quiet=60)
    assert writer.write(quiet=60) < 0.2
    with valkey(socket):
        writer.write()
        assert heard(socket) == 0
    assert len(deliveries.sweep()) == 3
