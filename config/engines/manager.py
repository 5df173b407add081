"""The engines as their users see them: `ensure` before work, `leave` when it is done."""

import atexit
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from config.engines import locks
from config.engines.errors import EnginesFailed
from config.engines.home import Home, open_home
from config.engines.keys import Keys, kept_keys
from config.engines.postgres import Postgres
from config.engines.valkey import Valkey
from config.engines.waiting import wait_until

SECONDS = 60  # a first start on a slow disk
ATTEMPTS = 3

# One descriptor per home: the kernel drops the lock with the last process that has it.
_in_use: dict[Path, int] = {}
_supervisors: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Engines:
    """The engines of one home, seen from outside."""

    home: Home
    keys: Keys
    postgres: Postgres
    valkey: Valkey

    def usable(self) -> bool:
        return self.valkey.answers() and self.postgres.usable()

    def supervised(self) -> bool:
        return not locks.is_free(self.home.supervisor_lock)

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.postgres.url,
            "DATABASE_OWNER_URL": self.postgres.owner_url,
            "REDIS_URL": self.valkey.url,
            "SECRET_KEY": self.keys.secret_key,
            "FIELD_KEYS": self.keys.field_keys,
            "SEAL_KEYS": self.keys.seal_keys,
        }


def ensure(root: Path, *, volatile: bool = False) -> dict[str, str]:
    """Have the engines of this home run until this process ends; raises EnginesFailed.

    Returns DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, SECRET_KEY, FIELD_KEYS and SEAL_KEYS. `volatile` engines
    do not wait for the disk: for tests.
    """
    home = open_home(root)
    if home.root not in _in_use:
        _in_use[home.root] = locks.take_within(home.users_lock, SECONDS, shared=True)
    with locks.locked(home.start_lock, SECONDS):
        engines = _engines(home)
        _start(engines, volatile=volatile)
    return engines.environment()


def begin(root: Path) -> dict[str, str]:
    """As `ensure`, without waiting for the engines to answer: for who has something else to do meanwhile."""
    home = open_home(root)
    if home.root not in _in_use:
        _in_use[home.root] = locks.take_within(home.users_lock, SECONDS, shared=True)
    with locks.locked(home.start_lock, SECONDS):
        engines = _engines(home)
        if not engines.supervised():
            _supervise(home)
    return engines.environment()


def leave(root: Path) -> None:
    """Give the engines up; they stop at once if nobody else uses them."""
    home = open_home(root)
    descriptor = _in_use.pop(home.root, None)
    if descriptor is not None:
        os.close(descriptor)
    with locks.locked(home.start_lock, SECONDS):
        engines = _engines(home)
        home.leave_request.touch()
        if not engines.supervised() and (engines.postgres.ours() or engines.valkey.ours()):
            _supervise(home)
        wait_until(lambda: not engines.supervised() or not home.leave_request.exists(), SECONDS)
        home.leave_request.unlink(missing_ok=True)
    _reap()


def _engines(home: Home) -> Engines:
    keys = kept_keys(home)
    return Engines(home, keys, Postgres(home, keys), Valkey(home))


def _start(engines: Engines, *, volatile: bool) -> None:
    for _ in range(ATTEMPTS):
        if not engines.supervised():
            _supervise(engines.home, *(["--volatile"] if volatile else []))
        if wait_until(lambda: engines.usable() or not engines.supervised(), SECONDS) and engines.usable():
            return
    raise EnginesFailed(_last_sentence(engines.home.log("supervisor")))


def _supervise(home: Home, *options: str) -> None:
    """Start a supervisor in a session of its own, so that Ctrl-C here does not end it."""
    command = [sys.executable, "-m", "config.engines.supervisor", str(home.root), *options]
    with home.log("supervisor").open("wb") as log:
        supervisor = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            cwd=Path(__file__).resolve().parent.parent.parent,
        )  # fmt: skip
    _supervisors.append(supervisor)
    wait_until(lambda: not locks.is_free(home.supervisor_lock) or supervisor.poll() is not None, SECONDS)


@atexit.register
def _let_go() -> None:
    """They outlive us by a few seconds on purpose; Python need not warn of it."""
    for supervisor in _supervisors:
        supervisor.returncode = 0


def _reap() -> None:
    for supervisor in [s for s in _supervisors if s.poll() is not None]:
        _supervisors.remove(supervisor)


def _last_sentence(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else f"The engines did not start in {SECONDS} seconds (see {log.parent})."
