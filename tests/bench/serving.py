"""A server of one process with real engines behind it, and somebody who asks it for pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psutil

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


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


@contextmanager
def server(
    folder: Path, name: str = "web", workers: int = 1, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[int, list[psutil.Process]]]:
    """A granian of so many processes; its port and those that answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    from config.crew import web
    from config.engines.waiting import wait_until

    command, log_file = web("127.0.0.1", port, workers, folder / "metrics").command, folder / f"{name}.log"
    with log_file.open("wb") as log:
        granian = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | dict(environment or {}))
    try:
        if not wait_until(lambda: _answers(port), 60):
            raise SystemExit(log_file.read_text()[-2000:])
        yield port, psutil.Process(granian.pid).children()
    except SystemExit:
        sys.stderr.write(log_file.read_text()[-3000:])
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
