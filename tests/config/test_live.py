"""The live process, as a browser meets it: it tells of moves, to whom a page gave a ticket, and of nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
import redis
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from config.engines.waiting import wait_until
from services.record import clock, live
from services.record.consumers import AGAIN, CROWDED, MOST, REFUSED, SCREENS, TOO_BIG
from tests.config.listening import Live, closed, live_process, said
from tests.processes import SECONDS


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live_process(tmp_path_factory.mktemp("live")) as made:
        yield made


@pytest.fixture
def screen(process: Live) -> Iterator[ClientConnection]:
    """One that shows case 1, and is listened for."""
    with process.open(live.ticket("case:1")) as opened:
        assert said(opened) == {}
        yield opened


def test_a_move_arrives_and_a_foreign_one_does_not(screen: ClientConnection) -> None:
    live.tell("case:2", 8)
    live.tell("case:1", 7)
    assert said(screen) == {"revision": 7}


def test_two_screens_hear_the_same(process: Live, screen: ClientConnection) -> None:
    with process.open(live.ticket("case:1")) as other:
        assert said(other) == {}
        live.tell("case:1", 3)
        assert (said(screen), said(other)) == ({"revision": 3}, {"revision": 3})


def test_a_late_word_takes_nothing_back(screen: ClientConnection) -> None:
    live.tell("case:1", 7)
    assert said(screen) == {"revision": 7}
    live.tell("case:1", 6)
    assert said(screen) == {"revision": 7}


def test_a_page_that_closes_takes_no_word_from_its_neighbour(process: Live, screen: ClientConnection) -> None:
    for revision in range(1, 30):
        with process.open(live.ticket("case:1")) as leaving:
            assert said(leaving) == {}
        live.tell("case:1", revision)
        assert said(screen) == {"revision": revision}


@pytest.mark.parametrize("ticket", ["", "nonsense", "WyJjYXNlOjEiLDFd:1:x"])
def test_a_wrong_ticket_is_refused(process: Live, ticket: str) -> None:
    with process.open(ticket) as screen:
        assert closed(screen) == REFUSED


def test_a_ticket_that_is_over_is_refused(process: Live, bell: redis.Redis) -> None:
    clock.set_offset(-live.LASTS)
    ticket = live.ticket("case:1")
    clock.set_offset(timedelta())
    with process.open(ticket) as screen:
        assert closed(screen) == REFUSED


def test_a_screen_is_closed_when_its_ticket_ends(process: Live, bell: redis.Redis) -> None:
    clock.set_offset(timedelta(seconds=2) - live.LASTS)
    ticket = live.ticket("case:1")
    clock.set_offset(timedelta())
    with process.open(ticket) as screen:
        assert said(screen) == {}
        assert closed(screen) == REFUSED


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:8001", None])
def test_another_page_is_refused(process: Live, origin: str | None) -> None:
    with pytest.raises(InvalidStatus, match="403"), process.open(live.ticket("case:1"), origin):
        pass


def test_another_name_of_ours_is_taken(process: Live) -> None:
    with process.open(live.ticket("case:1"), "http://localhost:8000") as screen:
        assert said(screen) == {}


def test_there_is_nothing_else(process: Live) -> None:
    assert (process.status("/healthz"), process.status("/"), process.status("/live/")) == (200, 404, 404)
    with pytest.raises(InvalidStatus, match="403"), process.open(live.ticket("case:1"), path="/other/"):
        pass


def test_what_a_browser_says_is_ignored(screen: ClientConnection) -> None:
    screen.send('{"revision": 99}')
    screen.send(b"\x00")
    live.tell("case:1", 1)
    assert said(screen) == {"revision": 1}


def test_who_says_much_is_closed(screen: ClientConnection) -> None:
    screen.send("x" * (MOST + 1))
    assert closed(screen) == TOO_BIG


def test_a_ticket_is_not_for_everybody(process: Live) -> None:
    ticket = live.ticket("case:1")
    with ExitStack() as screens:
        for _ in range(SCREENS):
            assert said(screens.enter_context(process.open(ticket))) == {}
        assert closed(screens.enter_context(process.open(ticket))) == CROWDED
        assert process.hears("case:1")


def test_an_idle_screen_lives_longer_than_redis_is_waited_for(screen: ClientConnection) -> None:
    """The patience in the address is 0.2 seconds."""
    with pytest.raises(TimeoutError):
        screen.recv(1)
    live.tell("case:1", 1)
    assert said(screen) == {"revision": 1}


def test_screens_come_again_after_redis_was_away(process: Live, screen: ClientConnection) -> None:
    process.stop_redis()
    assert closed(screen) == AGAIN
    with process.open(live.ticket("case:1")) as turned_away:
        assert closed(turned_away) == AGAIN
    process.start_redis()
    assert wait_until(lambda: process.hears("case:1"), SECONDS)
    with process.open(live.ticket("case:1")) as again:
        assert said(again) == {}
        live.tell("case:1", 2)
        assert said(again) == {"revision": 2}
