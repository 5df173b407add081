"""The demonstration and the tour, run as a newcomer runs them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from config.engines.waiting import wait_until
from config.environment import BASE_DIR
from tests.processes import free_port

OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "SEAL_KEYS",
    "PUBLIC_BASE_URL",
    "EVENHAND_MODE",
)


def run(home: Path, *arguments: str, port: int = 0) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"EVENHAND_HOME": str(home), "PORT": str(port)}
    with (home / "out").open("ab") as out:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=out, stderr=out, start_new_session=True)


def answers(port: int, path: str = "readyz") -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def of_home(home: Path) -> list[psutil.Process]:
    """Every process that knows of this home."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("EVENHAND_HOME") == str(home) or str(home) in (process.cwd(), *process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_it_answers_heals_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    demo = run(tmp_path, "demo", port=port)
    try:
        assert wait_until(lambda: answers(port), 60), (tmp_path / "out").read_text()
        assert wait_until(lambda: b"Ctrl-C" in (tmp_path / "out").read_bytes(), 10)
        assert wait_until(lambda: answers(port + 1, "healthz"), 30), (tmp_path / "logs" / "live.log").read_text()
        web = next(p for p in psutil.Process(demo.pid).children() if "config.wsgi:application" in p.cmdline())
        os.killpg(web.pid, signal.SIGKILL)
        assert wait_until(lambda: not web.is_running() or web.status() == psutil.STATUS_ZOMBIE, 10)
        assert wait_until(lambda: answers(port), 30)
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(60) == 0
    assert wait_until(lambda: of_home(tmp_path) == [], 10), of_home(tmp_path)


@pytest.mark.parametrize("beside", [0, 1])
def test_a_taken_port_is_said(tmp_path: Path, beside: int) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port + beside)):
        assert run(tmp_path, "demo", port=port).wait(60) == 1
    sentence = f"Port {port + beside} is in use: choose another, as in `make demo PORT=8100`."
    assert sentence in (tmp_path / "out").read_text()


def test_the_tour_is_told_to_its_end(tmp_path: Path) -> None:
    assert run(tmp_path, "tour").wait(90) == 0, (tmp_path / "out").read_text()
    told = (tmp_path / "out").read_text()
    assert [line[:3] for line in told.splitlines()[:-1]] == ["  ✓"] * (told.count("\n") - 1)
    assert "every chain is whole" in told.splitlines()[-2]


def test_production_names_what_it_misses(tmp_path: Path) -> None:
    assert run(tmp_path, "check").wait(60) == 1
    assert "SECRET_KEY" in (tmp_path / "out").read_text()
