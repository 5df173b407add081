"""The engines stay while somebody uses them, and no longer."""

from config.engines import manager
from config.engines.waiting import wait_until
from tests.config.engines.seen import Seen, user
from tests.processes import kill


def test_they_stay_for_the_other(home: Seen) -> None:
    home.ensure()
    with user(home.root) as somebody:
        manager.leave(home.root)
        assert home.query("SELECT 1") == (1,)
        somebody.leave()
    assert home.processes() == []


def test_they_end_after_a_killed_user_too(home: Seen) -> None:
    with user(home.root) as somebody:
        kill(somebody.process)
    assert wait_until(lambda: home.processes() == [], 20)


def test_who_never_came_may_leave(home: Seen) -> None:
    manager.leave(home.root)
    assert home.processes() == []
