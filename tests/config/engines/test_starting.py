"""The engines are there when somebody wants them, once for each home."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from config.engines.errors import EnginesFailed
from tests.config.engines.conftest import MakeHome
from tests.config.engines.seen import Seen, user


def test_a_first_start_and_the_next(home: Seen) -> None:
    first = home.ensure()
    assert home.query("SELECT current_user", "DATABASE_URL") == ("evenhand_app",)
    assert home.query("SELECT lower('ĐÃ')") == ("đã",)
    assert home.ping()
    before = home.main("postgres")
    assert home.ensure() == first
    assert home.main("postgres") == before


def test_what_was_kept_is_there_after_a_stop(home: Seen) -> None:
    with user(home.root) as somebody:
        home.query("CREATE TABLE kept AS SELECT 7 AS number")
        somebody.leave()
    assert home.processes() == []
    home.ensure()
    assert home.query("SELECT number FROM kept") == (7,)


def test_nobody_else_comes_in(home: Seen) -> None:
    url = home.ensure()["DATABASE_URL"]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(make_conninfo(url, password="guessed"))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(make_conninfo(url, user="postgres"))
    assert not [c for name in ("postgres", "valkey") for c in home.main(name).net_connections("inet")]


def test_the_folder_is_private(home: Seen) -> None:
    home.ensure()
    folder = home.engines.home
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder.engines, folder.sockets, folder.keys)]
    assert modes == [0o700, 0o700, 0o600]


def test_two_homes_side_by_side(make_home: MakeHome) -> None:
    one, other = make_home("1"), make_home("2")
    with user(one.root) as somebody:
        assert other.ensure() != one.engines.environment()
        one.query("CREATE TABLE ours ()")
        assert other.query("SELECT to_regclass('ours')") == (None,)
        somebody.leave()
    assert one.processes() == []
    assert other.ping()
    assert other.query("SELECT 1") == (1,)


def test_two_who_come_at_once_use_the_same(home: Seen) -> None:
    def use(_: int) -> int:
        with user(home.root):
            return home.main("postgres").pid

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(use, range(2)))) == 1


def test_a_long_path_has_its_sockets_elsewhere(make_home: MakeHome) -> None:
    home = make_home("long" * 25)
    home.ensure()
    assert home.query("SELECT 1") == (1,)
    assert not home.engines.home.sockets.is_relative_to(home.root)
    assert stat.S_IMODE(home.engines.home.sockets.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "h").touch()
    with pytest.raises(EnginesFailed, match="cannot be used as EVENHAND_HOME"):
        Seen(tmp_path / "h").ensure()


def test_a_broken_cluster_is_said_in_a_sentence_and_left_as_it_is(home: Seen) -> None:
    with user(home.root) as somebody:
        somebody.leave()
    control = home.engines.postgres.folder / "global" / "pg_control"
    control.write_bytes(b"broken")
    with pytest.raises(EnginesFailed, match=r"postgres did not start: .*postgres.log"):
        home.ensure()
    assert control.read_bytes() == b"broken"
