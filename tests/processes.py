"""Processes of the platform that a test starts, beside its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

from config.engines.valkey import binary
from config.engines.waiting import wait_until

SECONDS = 30  # for whatever a process is waited for


def environment(**more: str) -> dict[str, str]:
    """With the database of this test run."""
    database = str(connections["default"].settings_dict["NAME"])
    ours = {"DJANGO_SETTINGS_MODULE": "tests.services.record.worker_settings", "TEST_DATABASE": database}
    return os.environ | ours | more


@contextmanager
def running(*command: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """The process, in a session of its own; ended afterwards, and all it started."""
    with subprocess.Popen(command, start_new_session=True, text=True, **options) as process:
        try:
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to it and to all it started."""
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        return
    process.wait(SECONDS)


def python(*arguments: str, **options: Any) -> Any:
    return running(sys.executable, *arguments, **options)


def free_port() -> int:
    """One whose next is free too: the demonstration listens at both."""
    with socket.socket() as probe, socket.socket() as beside:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        try:
            beside.bind(("127.0.0.1", port + 1))
        except OSError:
            return free_port()
        return port


@contextmanager
def valkey(at: Path) -> Iterator[subprocess.Popen[str]]:
    """A Redis of its own on this socket, empty."""
    command = (str(binary()), "--port", "0", "--unixsocket", str(at), "--save", "", "--daemonize", "no")
    with running(*command, stdout=subprocess.DEVNULL, cwd=at.parent) as process:
        assert wait_until(at.exists, SECONDS)
        yield process
        at.unlink(missing_ok=True)
