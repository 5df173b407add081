"""Whatever is killed, the next who comes finds the engines running and the data intact."""

import psutil
import pytest

from config.engines.server import ended
from config.engines.waiting import wait_until
from tests.config.engines.seen import Seen, user

KILLED = [("supervisor",), ("postgres",), ("valkey",), ("supervisor", "postgres", "valkey")]


def killed(process: psutil.Process) -> None:
    process.kill()
    assert ended(process, 10)


@pytest.mark.parametrize("names", KILLED, ids="+".join)
def test_the_next_who_comes_finds_them(home: Seen, names: tuple[str, ...]) -> None:
    home.ensure()
    home.query("CREATE TABLE kept AS SELECT 7 AS number")
    for process in [home.main(name) for name in names]:
        killed(process)
    home.ensure()
    assert home.query("SELECT number FROM kept") == (7,)
    assert home.ping()


@pytest.mark.parametrize("name", ["postgres", "valkey"])
def test_who_is_in_need_not_come_again(home: Seen, name: str) -> None:
    home.ensure()
    before = home.main(name)
    killed(before)
    assert wait_until(home.engines.usable, 20)
    assert home.main(name) != before


def test_a_new_supervisor_takes_over_what_runs(home: Seen) -> None:
    home.ensure()
    before = home.main("postgres"), home.main("valkey")
    supervisor = home.main("supervisor")
    killed(supervisor)
    home.ensure()
    assert (home.main("postgres"), home.main("valkey")) == before
    assert home.main("supervisor") != supervisor


def test_what_lost_its_supervisor_is_stopped_by_who_leaves(home: Seen) -> None:
    with user(home.root) as somebody:
        killed(home.main("supervisor"))
        somebody.leave()
    assert home.processes() == []
