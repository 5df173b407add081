"""The open screens of the live process: they hear that something moved, and have nothing to say."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from math import inf
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.utils import await_many_dispatch

from services.record import live
from services.record.hearing import line

REFUSED, CROWDED = 4403, 4429  # our codes of closing, after HTTP's
AGAIN, TOO_BIG = 1013, 1009  # WebSocket's own
SCREENS = 10  # at one ticket: a person's tabs and devices
MOST = 1024  # letters or bytes in one message
BEAT = 25.0  # seconds; proxies cut a line that is silent for a minute


class Over(Exception):
    """This socket is to be closed, with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Screen(AsyncWebsocketConsumer):
    """One socket. It says `{}` once it listens, `{"revision": n}` after a move, and now and then repeats the last.

    A slow browser is told the latest only, and holds up nobody.
    """

    def __init__(self) -> None:
        super().__init__()
        self.news = asyncio.Event()
        self.revision: int | None = None
        self.until, self.sent_back = inf, False
        self.channel = self.ticket = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Listen to the browser and to the line; close at the end, as granian hangs if it closes what still reads."""
        self.scope, self.base_send = scope, send
        try:
            await await_many_dispatch([receive, self.next], self.dispatch)
        except StopConsumer:
            return
        except Over as over:
            with suppress(RuntimeError):  # granian's, for a browser that is gone
                await self.close(over.code)
        finally:
            line.leave(self.channel, self)

    async def connect(self) -> None:
        """Accept first: a browser sees no code of a socket that never opened."""
        await self.accept()
        self.ticket = parse_qs(self.scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
        try:
            topic, seconds = await sync_to_async(live.admitted)(self.ticket)
        except live.Refused as refused:
            raise Over(REFUSED) from refused
        self.until, self.channel = time.monotonic() + seconds, live.channel(topic)
        self._come_in()

    def _come_in(self) -> None:
        if not line.open:
            raise Over(AGAIN)
        with_it = [other for other in line.listeners.get(self.channel, ()) if other.ticket == self.ticket]
        if len(with_it) >= SCREENS:
            raise Over(CROWDED)
        line.join(self.channel, self)
        self.news.set()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if len(text_data or bytes_data or "") > MOST:
            raise Over(TOO_BIG)

    def hear(self, revision: int) -> None:
        self.revision = max(revision, self.revision or 0)
        self.news.set()

    def send_back(self) -> None:
        self.sent_back = True
        self.news.set()

    async def next(self) -> dict[str, str]:
        """A message to ourselves, when there is something to say or it is time to."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.news.wait(), min(BEAT, self.until - time.monotonic()))
        return {"type": "tell"}

    async def tell(self, message: dict[str, str]) -> None:
        if self.sent_back:
            raise Over(AGAIN)
        if time.monotonic() >= self.until:
            raise Over(REFUSED)
        self.news.clear()
        with suppress(RuntimeError):  # as above; that it is gone is received
            await self.send(json.dumps({} if self.revision is None else {"revision": self.revision}))
