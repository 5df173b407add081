"""PostgreSQL refuses to run as root: root's copy runs as somebody else, and anybody else runs it as himself."""

import os
import pwd
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.engines import account
from tests.config.engines.seen import Seen, user

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="not root: every other test here ran as this account")
NOBODY = pwd.getpwnam("nobody")
# It may read what root may, for Python may lie in root's own folder; otherwise it is nobody.
READING = "-all,+dac_read_search"
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY.pw_uid}", f"--regid={NOBODY.pw_gid}", "--clear-groups"),
    *(f"--inh-caps={READING}", f"--ambient-caps={READING}", f"--bounding-set={READING}"),
)


def running_below(folder: Path) -> set[tuple[str, int]]:
    """The name and account of each process that stands there."""
    found = psutil.process_iter(["name", "cwd", "uids"])
    return {(p.info["name"], p.info["uids"].real) for p in found if str(p.info["cwd"]).startswith(f"{folder}/")}


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is missing: nothing here becomes another account")
def test_an_account_without_rights_has_its_own(tmp_path: Path) -> None:
    home = tmp_path / "h"
    home.mkdir()
    os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    with user(home, *AS_NOBODY) as somebody:
        with psycopg.connect(somebody.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert running_below(home) == {("postgres", NOBODY.pw_uid), ("valkey-server", NOBODY.pw_uid)}
        somebody.leave()
    assert running_below(home) == set()


@pytest.fixture
def outside(home: Seen, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where root's cluster lies on a machine that knows no user namespaces."""
    monkeypatch.setenv("PATH", str(home.root / "nothing"))
    home.ensure()
    yield home.engines.postgres.folder
    shutil.rmtree(home.engines.postgres.place.base)


def test_without_namespaces_it_lies_outside_and_stays_there(
    home: Seen, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not outside.is_relative_to(home.root)
    assert home.main("postgres").uids().real == NOBODY.pw_uid
    assert home.query("SELECT 1", "DATABASE_URL") == (1,)
    monkeypatch.undo()
    assert account.place_of(home.engines.home).data == outside
