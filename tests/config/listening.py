"""The live process as it runs in production, on a Redis of its own, and screens in front of it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from config import crew
from config.engines.waiting import wait_until
from services.record import live
from tests.processes import SECONDS, free_port, kill, running, valkey

ORIGIN = "http://127.0.0.1:8000"


class Live:
    """Where the process listens, and the Redis behind it, which comes and goes."""

    def __init__(self, place: Path) -> None:
        self.socket, self.port, self.bell = place / "bell", free_port(), ExitStack()
        # As an operator might write it: read with no more patience than that, an idle line would break.
        self.redis_url = f"unix://{quote(str(self.socket))}?db=0&socket_timeout=0.2"

    def start_redis(self) -> None:
        self.redis: subprocess.Popen[str] = self.bell.enter_context(valkey(self.socket))

    def stop_redis(self) -> None:
        kill(self.redis)
        self.bell.close()

    def open(self, ticket: str, origin: str | None = ORIGIN, path: str = "/live/") -> ClientConnection:
        address = f"ws://127.0.0.1:{self.port}{path}?{urlencode({'ticket': ticket})}"
        return connect(address, additional_headers={"Origin": origin} if origin else None, proxy=None)

    def hears(self, topic: str) -> bool:
        """A new screen is told that it is listened for."""
        with self.open(live.ticket(topic)) as screen:
            try:
                return said(screen) == {}
            except ConnectionClosed:
                return False

    def status(self, path: str) -> int:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as response:
                return int(response.status)
        except URLError as problem:
            return getattr(problem, "code", 0)


@contextmanager
def live_process(place: Path) -> Iterator[Live]:
    """The process, and this one telling through the same Redis."""
    made = Live(place)
    process = crew.live("127.0.0.1", made.port)
    with pytest.MonkeyPatch.context() as patch, (place / "live.log").open("ab") as log:
        patch.setattr(settings, "REDIS_URL", made.redis_url)
        live._redis.cache_clear()
        made.start_redis()
        with running(*process.command, env=os.environ | {"REDIS_URL": made.redis_url}, stdout=log, stderr=log):
            assert wait_until(lambda: made.status("/healthz") == 200, SECONDS), (place / "live.log").read_text()
            assert wait_until(lambda: made.hears("anything"), SECONDS)
            yield made
        made.stop_redis()
    live._redis.cache_clear()


def said(screen: ClientConnection) -> dict[str, int]:
    words: dict[str, int] = json.loads(screen.recv(SECONDS))
    return words


def closed(screen: ClientConnection) -> int:
    """The code it is closed with, whatever is said before."""
    with suppress(ConnectionClosed):
        while True:
            screen.recv(SECONDS)
    return screen.close_code or 0
