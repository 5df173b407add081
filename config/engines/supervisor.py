"""The one process that holds the engines as its children, and ends with their last user."""

import os
import signal
import sys
import threading
import time
from collections import deque
from pathlib import Path

from config.engines import locks
from config.engines.errors import EnginesFailed
from config.engines.home import Home, open_home
from config.engines.keys import kept_keys
from config.engines.postgres import Postgres
from config.engines.server import Server
from config.engines.valkey import Valkey

PAUSE = 0.25  # seconds between two looks
GRACE = 5.0  # seconds without a user before the engines stop
DEATHS, WITHIN = 5, 60.0  # an engine that dies more often than this is not started again


class Supervisor:
    """Runs until nobody holds the users' lock, or a signal comes."""

    def __init__(self, home: Home, *, volatile: bool) -> None:
        self.home = home
        self.servers: list[Server] = [Postgres(home, kept_keys(home), volatile=volatile), Valkey(home)]
        self.told_to_stop = threading.Event()
        self.deaths: deque[float] = deque(maxlen=DEATHS)
        self.unused_since: float | None = None
        self.users_lock: int | None = None

    def run(self) -> None:
        """Start or take over, watch, stop; raises EnginesFailed."""
        try:
            for server in self.servers:
                server.ensure()
            while not self.told_to_stop.wait(PAUSE) and not self._unused():
                self._revive()
        finally:
            for server in reversed(self.servers):
                server.stop()

    def _revive(self) -> None:
        for server in self.servers:
            if server.gone():
                self._count_death(server)
                server.ensure()

    def _count_death(self, server: Server) -> None:
        now = time.monotonic()
        if len(self.deaths) == DEATHS and now - self.deaths[0] < WITHIN:
            raise EnginesFailed(f"{server.executable} keeps dying (see {server.log}).")
        self.deaths.append(now)

    def _unused(self) -> bool:
        """True once the engines shall stop; then the users' lock is kept, so that nobody comes in between."""
        held = locks.take(self.home.users_lock)
        if held is None:
            self.home.leave_request.unlink(missing_ok=True)
            self.unused_since = None
            return False
        now = time.monotonic()
        self.unused_since = self.unused_since or now
        if now - self.unused_since >= GRACE or self.home.leave_request.exists():
            self.users_lock = held
            return True
        os.close(held)
        return False


def main(root: str, *options: str) -> int:
    """Run for the home at `root`; returns 1 with one sentence on stderr if the engines cannot run."""
    home = open_home(Path(root))
    held = locks.take(home.supervisor_lock)
    if held is None:
        return 0
    try:
        supervisor = Supervisor(home, volatile="--volatile" in options)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: supervisor.told_to_stop.set())
        supervisor.run()
    except EnginesFailed as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
