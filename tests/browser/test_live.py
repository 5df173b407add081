"""A part of a page that keeps up: with a socket, without one, and not at all while nobody looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from services.look.assets import MODULES, SOURCES
from services.record.consumers import AGAIN, REFUSED

SITE = "http://live.test"
PAGE = """<!DOCTYPE html><script src="/htmx.js"></script><script type="module" src="/live.mjs"></script>
<div id="part" data-live="ws://live.test/live/?ticket=t" data-revision="3"
  hx-get="/part" hx-trigger="live:moved"></div>"""
HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}"""


class FakeSite:
    """A server with one thing to show, which moves."""

    def __init__(self, page: Page) -> None:
        self.page, self.revision = page, 3
        self.answers: list[int] = []
        self.sockets: list[WebSocketRoute] = []
        self.closes_with: int | None = None
        page.route(f"{SITE}/**", self.answer)
        page.route_web_socket("ws://live.test/**", self.connect)
        page.clock.install()

    def open(self) -> None:
        self.page.goto(SITE)

    def answer(self, route: Route) -> None:
        match urlsplit(route.request.url).path:
            case "/":
                route.fulfill(body=PAGE, content_type="text/html")
            case "/part":
                self.part(route)
            case "/htmx.js":
                route.fulfill(path=MODULES / "htmx.org/dist/htmx.min.js", content_type="text/javascript")
            case path:
                route.fulfill(path=SOURCES / path.removeprefix("/"), content_type="text/javascript")

    def part(self, route: Route) -> None:
        tag = f'"{self.revision}"'
        self.answers.append(304 if route.request.headers.get("if-none-match") == tag else 200)
        body = f"<button>at {self.revision}</button>" if self.answers[-1] == 200 else ""
        route.fulfill(status=self.answers[-1], headers={"ETag": tag, "Content-Type": "text/html"}, body=body)

    def connect(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        if self.closes_with:
            socket.close(code=self.closes_with)
        else:
            socket.send("{}")

    def move(self, *, told: bool = True) -> None:
        self.revision += 1
        if told:
            self.sockets[-1].send(json.dumps({"revision": self.revision}))

    def let_pass(self, seconds: int) -> None:
        """Of the page's own time, which passes quickly; each second long enough for what comes over the line."""
        for _ in range(seconds):
            self.page.clock.run_for(1000)
            self.page.evaluate("fetch('/').then((answer) => answer.text())")


@pytest.fixture
def site(chromium: Browser) -> Iterator[FakeSite]:
    with chromium.new_context() as context:
        yield FakeSite(context.new_page())


def shows(site: FakeSite, revision: int) -> None:
    expect(site.page.locator("#part")).to_have_text(f"at {revision}")


def test_it_asks_when_it_is_listened_for_and_after_every_move(site: FakeSite) -> None:
    site.open()
    shows(site, 3)
    site.move()
    shows(site, 4)
    site.sockets[-1].send('{"revision": 4}')
    site.move()
    shows(site, 5)
    assert site.answers == [200, 200, 200]


def test_what_is_the_same_is_left_in_its_place(site: FakeSite) -> None:
    site.open()
    shows(site, 3)
    site.page.locator("button").focus()
    site.sockets[-1].close(code=AGAIN)
    site.let_pass(5)
    assert (site.answers, len(site.sockets)) == ([200, 304], 2)
    expect(site.page.locator("button")).to_be_focused()


def test_without_a_socket_it_asks_now_and_then(site: FakeSite) -> None:
    site.closes_with = REFUSED
    site.open()
    site.let_pass(16)
    shows(site, 3)
    site.move(told=False)
    site.let_pass(15)
    shows(site, 4)
    assert (site.answers, len(site.sockets)) == ([200, 200], 1)


def test_it_tries_again_ever_more_slowly(site: FakeSite) -> None:
    site.closes_with = AGAIN
    site.open()
    site.let_pass(60)
    assert 4 <= len(site.sockets) <= 8


def test_a_server_that_says_nothing_is_gone(site: FakeSite) -> None:
    site.open()
    shows(site, 3)
    site.move(told=False)
    site.let_pass(63)
    shows(site, 4)
    assert len(site.sockets) == 2


def test_while_nobody_looks_it_is_still(site: FakeSite) -> None:
    site.open()
    shows(site, 3)
    site.page.evaluate(HIDE, True)
    site.move(told=False)
    site.let_pass(130)
    assert site.answers == [200]
    site.page.evaluate(HIDE, False)
    shows(site, 4)
    assert (site.answers, len(site.sockets)) == ([200, 200], 2)
