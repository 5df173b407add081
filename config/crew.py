"""The processes of one installation under one supervisor: web, live, worker and beat."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

LOOK_EVERY = 0.3  # seconds
GRACE = 10  # seconds to finish what is under way
DEATHS = 5  # a process that dies more often is not started again
THREADS = 6  # of each web process; the pool of connections holds more


class CrewFailed(Exception):
    """A process cannot run; the sentence says which, and where it says why."""


@dataclass(frozen=True)
class Process:
    """One program of the installation, and the environment it needs beside ours."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def web(host: str, port: int, workers: int, metrics: Path) -> Process:
    """HTTP on threads: about three times the throughput of ASGI for views like ours (docs/decisions)."""
    listening = (
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--no-ws",
        "--workers-kill-timeout",
        "5",
    )
    threads = ("--interface", "wsgi", "--blocking-threads", str(THREADS), "--backpressure", str(4 * THREADS))
    command = (program("granian"), *threads, *listening, "--log-level", "warning", "config.wsgi:application")
    return Process("web", command, {"PROMETHEUS_MULTIPROC_DIR": str(metrics)})


def live(host: str, port: int) -> Process:
    """Live screens on one event loop: one process hears of every move, and counts the sockets of a ticket."""
    listening = ("--host", host, "--port", str(port), "--workers", "1", "--ws", "--workers-kill-timeout", "5")
    command = (program("granian"), "--interface", "asgi", *listening, "--log-level", "warning")
    return Process("live", (*command, "config.asgi:application"))


def worker() -> Process:
    command = (*_celery(), "worker", "--concurrency", "2", "--loglevel", "info", "--without-mingle")
    return Process("worker", command, {"DATABASE_POOL": "0"})


def beat(schedule: Path) -> Process:
    return Process("beat", (*_celery(), "beat", "--loglevel", "info", "--schedule", str(schedule), "--pidfile="))


def _celery() -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "--quiet", "--app", "config.celery")


class Crew:
    """Starts the processes, starts again those that die, and stops them all."""

    def __init__(self, logs: Path) -> None:
        self.processes: list[Process] = []
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: Counter[str] = Counter()

    def add(self, process: Process) -> None:
        """Start it, and keep it running from now on."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self._start(process)
        self.processes.append(process)

    def watch(self, told_to_stop: threading.Event) -> None:
        """Keep them running until told to stop; raises CrewFailed for one that keeps dying."""
        while not told_to_stop.wait(LOOK_EVERY):
            self.revive()

    def revive(self) -> None:
        """Start again whatever has died; raises CrewFailed."""
        for process in self.processes:
            if self.running[process.name].poll() is not None:
                self.deaths[process.name] += 1
                if self.deaths[process.name] > DEATHS:
                    raise CrewFailed(f"{process.name} keeps dying: see {self.log(process)}")
                self._start(process)

    def stop(self) -> None:
        """Ask them all to end, wait, and kill what stays."""
        for child in self.running.values():
            child.terminate()
        for child in self.running.values():
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def log(self, process: Process) -> Path:
        return self.logs / f"{process.name}.log"

    def _start(self, process: Process) -> None:
        with self.log(process).open("ab") as log:
            # A session of its own: Ctrl-C is for the supervisor, which then stops them in order.
            self.running[process.name] = subprocess.Popen(
                (*_with_parent(), *process.command),
                env=os.environ | process.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip


def _with_parent() -> tuple[str, ...]:
    """On Linux the kernel ends a child with its supervisor, whatever end that one met."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "TERM") if setpriv else ()
