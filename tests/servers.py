"""The tests that touch data, on the PostgreSQL and Redis that Debian installs: `python -m tests.servers`."""

from __future__ import annotations

import base64
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

from config.engines.waiting import wait_until

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SETTING_UP = (
    "CREATE ROLE evenhand LOGIN CREATEDB",
    "CREATE ROLE evenhand_app LOGIN",
    "GRANT SET ON PARAMETER session_replication_role TO evenhand",
    "CREATE DATABASE evenhand OWNER evenhand",
)


def main(*arguments: str) -> int:
    """Run pytest on servers in a private folder; without them, say so: in CI that is a failure."""
    server = shutil.which("redis-server")
    if not BINARIES or not server:
        sys.stdout.write("Not run on Debian's servers: install postgresql and redis-server first.\n")
        return int(os.environ.get("CI") == "true")
    with tempfile.TemporaryDirectory(prefix="evenhand-servers-") as folder:
        place = Path(folder)
        with _postgres(place), _running([server, "--port", "0", "--unixsocket", f"{place}/redis.sock", "--save", ""]):
            assert wait_until(lambda: _redis_answers(place), 20), "redis-server does not answer"
            sys.stdout.write(f"On PostgreSQL {BINARIES[-1].parent.name} and Redis, as Debian installs them:\n")
            sys.stdout.flush()
            return subprocess.run(
                [sys.executable, "-m", "pytest", "-n", "2", *arguments], env=os.environ | _addresses(place), check=False
            ).returncode


@contextmanager
def _postgres(place: Path) -> Iterator[None]:
    data = place / "data"
    data.mkdir(mode=0o700)
    prefix: list[str] = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        for path in (place, data):
            os.chown(path, account.pw_uid, account.pw_gid)
        prefix = ["runuser", "-u", "postgres", "--"]
    initdb = [str(BINARIES[-1] / "initdb"), "-D", str(data), "-U", "keeper", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*prefix, *initdb, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = ["-k", str(place), "-c", "listen_addresses=", "-c", "fsync=off"]
    with _running([*prefix, str(BINARIES[-1] / "postgres"), "-D", str(data), *options]):
        assert wait_until(lambda: _set_up(place), 30), "postgres does not answer"
        yield


def _set_up(place: Path) -> bool:
    try:
        with psycopg.connect(host=str(place), user="keeper", dbname="postgres", autocommit=True) as keeper:
            for statement in SETTING_UP:
                keeper.execute(statement.encode())
    except psycopg.OperationalError:
        return False
    return True


def _redis_answers(place: Path) -> bool:
    try:
        return bool(redis.Redis(unix_socket_path=f"{place}/redis.sock").ping())
    except redis.RedisError:
        return False


def _addresses(place: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"postgresql://evenhand_app@/evenhand?host={place}",
        "DATABASE_OWNER_URL": f"postgresql://evenhand@/evenhand?host={place}",
        "REDIS_URL": f"unix://{place}/redis.sock?db=0",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": "debian:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "SEAL_KEYS": "debian:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "EVENHAND_HOME": str(place / "home"),
    }


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
