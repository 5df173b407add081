"""The engines of one home, as a test looks at them from outside."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import psutil
import psycopg
import redis

from config.engines import manager
from config.engines.home import open_home
from config.engines.keys import kept_keys
from config.engines.postgres import Postgres
from config.engines.valkey import Valkey
from config.environment import BASE_DIR
from tests.processes import running

# Somebody who uses the engines until told to leave, or until killed.
USER = """
import sys
from pathlib import Path
from config.engines import manager
home = Path(sys.argv[1])
print(manager.ensure(home, volatile=True)["DATABASE_URL"], flush=True)
sys.stdin.readline()
manager.leave(home)
"""


class Seen:
    """A home and what runs in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def ensure(self) -> dict[str, str]:
        return manager.ensure(self.root, volatile=True)

    @cached_property
    def engines(self) -> manager.Engines:
        home = open_home(self.root)
        keys = kept_keys(home)
        return manager.Engines(home, keys, Postgres(home, keys), Valkey(home))

    def main(self, name: str) -> psutil.Process:
        """The process of postgres, valkey or supervisor; it must be there."""
        found = self._supervisor() if name == "supervisor" else getattr(self.engines, name).main_process()
        assert isinstance(found, psutil.Process)
        return found

    def processes(self) -> list[psutil.Process]:
        supervisor = self._supervisor()
        return [*self.engines.postgres.ours(), *self.engines.valkey.ours(), *([supervisor] if supervisor else [])]

    def _supervisor(self) -> psutil.Process | None:
        ours = ["-m", "config.engines.supervisor", str(self.engines.home.root)]
        found = psutil.process_iter(["cmdline"])
        return next((p for p in found if (p.info["cmdline"] or [])[1:4] == ours), None)

    def query(self, statement: str, url: str = "DATABASE_OWNER_URL") -> Any:
        with psycopg.connect(self.engines.environment()[url], autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone() if cursor.description else None

    def ping(self) -> bool:
        with redis.Redis.from_url(self.engines.environment()["REDIS_URL"]) as client:
            return bool(client.ping())


@dataclass(frozen=True)
class User:
    """Another process that uses the engines."""

    process: Popen[str]
    url: str

    def leave(self) -> None:
        self.process.communicate("\n", timeout=30)


@contextmanager
def user(root: Path, *before: str) -> Iterator[User]:
    """One who is in when this begins; `before` stands before its command."""
    command = (*before, sys.executable, "-c", USER, str(root))
    with running(*command, stdin=PIPE, stdout=PIPE, cwd=BASE_DIR) as process:
        assert process.stdout is not None
        yield User(process, process.stdout.readline().strip())
