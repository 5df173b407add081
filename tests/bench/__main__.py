"""`make bench`: one server, one process, real engines; CPU of the server's process a request, as a ratio."""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psutil

from tests.bench import definitions

ROUNDS = 9
REQUESTS = 60  # of each kind a round
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HELD = re.compile(r"/apply/([0-9a-f-]{36})/")


class Visitor:
    """A keep-alive connection with cookies."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> str:
        return self._asked("GET", path, None)

    def post(self, path: str, **fields: str) -> str:
        return self._asked("POST", path, urlencode(fields | {"csrfmiddlewaretoken": self.token}))

    def _asked(self, method: str, path: str, body: str | None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status >= 400:
            raise SystemExit(f"{method} {path} says {response.status}: {text[:2000]}")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        self.token = next(iter(TOKEN.findall(text)), self.token)
        return text or response.getheader("Location") or ""


def main() -> None:
    definitions.main()
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        os.environ |= {
            "EVENHAND_HOME": folder,
            "EVENHAND_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        from config.engines import manager
        from config.environment import prepare

        prepare()
        try:
            _furnish()
            with server(Path(folder)) as (port, process):
                _measure(Visitor(port), process)
        finally:
            manager.leave(Path(folder))


def _furnish() -> None:
    import django

    django.setup()
    from config.furnishing import furnish

    furnish()


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """A granian of one process; its port and the process that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    from config.crew import web
    from config.engines.waiting import wait_until

    command = web("127.0.0.1", port, 1, folder / "metrics").command
    with (folder / "web.log").open("wb") as log:
        granian = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        if not wait_until(lambda: _answers(port), 60):
            raise SystemExit((folder / "web.log").read_text()[-2000:])
        yield port, psutil.Process(granian.pid).children()[0]
    except SystemExit:
        sys.stderr.write((folder / "web.log").read_text()[-3000:])
        raise
    finally:
        granian.terminate()
        granian.wait(20)


def _answers(port: int) -> bool:
    try:
        Visitor(port).get("/healthz")
    except OSError:
        return False
    return True


def _measure(visitor: Visitor, process: psutil.Process) -> None:
    ours, other = _begun(visitor), _begun(visitor)
    base = f"/en/apply/{ours}/q/full_name/"
    revision = iter(range(1, 10**6))

    def answer() -> None:
        number = next(revision)
        visitor.post(base, answer=("Bình" if number % 2 else "An"), revision=str(number))

    visitor.get(base)
    shown = visitor.get(f"/bare/count/{other}/")
    answered = visitor.post(f"/bare/count/{other}/", answer="Bình", revision="1")
    _told(
        "show a question",
        shown,
        _pairs(process, lambda: visitor.get(base), lambda: visitor.get(f"/bare/show/{other}/")),
    )
    _told("take an answer", answered, _pairs(process, answer, lambda: visitor.post(f"/bare/answer/{other}/")))


def _begun(visitor: Visitor) -> str:
    """An application with its first question answered."""
    visitor.get("/en/apply/start/social-pension/")
    application: str = HELD.findall(visitor.post("/en/apply/start/social-pension/", language="en"))[0]
    visitor.get(f"/en/apply/{application}/q/full_name/")
    visitor.post(f"/en/apply/{application}/q/full_name/", answer="An", revision="0")
    return application


def _pairs(
    process: psutil.Process, ours: Callable[[], object], bare: Callable[[], object]
) -> list[tuple[float, float]]:
    """CPU seconds a request, ours and bare, a pair a round; the first round warms up."""
    return [(_cpu(process, ours), _cpu(process, bare)) for _ in range(ROUNDS)][1:]


def _cpu(process: psutil.Process, ask: Callable[[], object]) -> float:
    before = process.cpu_times()
    for _ in range(REQUESTS):
        ask()
    after = process.cpu_times()
    return (after.user + after.system - before.user - before.system) / REQUESTS


def _told(what: str, counted: str, pairs: list[tuple[float, float]]) -> None:
    statements, same = json.loads(counted)
    ours, bare = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratios = sorted(a / b for a, b in pairs)
    sys.stdout.write(
        f"{what}: {statements} SQL statements (bare {same}); {ours:.2f} ms of CPU, bare {bare:.2f} ms;"
        f" ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})\n"
    )


if __name__ == "__main__":
    main()
