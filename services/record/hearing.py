"""What the live process hears: one line to Redis, and the screens at this end of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Protocol

import structlog
from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as Silent

from services.record import live

log = structlog.get_logger(__name__)

ONCE = Retry(NoBackoff(), 0)  # whoever lost the line for a moment has missed something, and must know
PATIENCE = 2.0  # seconds for an answer
SILENCE = 30.0  # seconds after which we ask whether anybody is there
PAUSE = 1.0  # second before the next try


class Listener(Protocol):
    """One screen; neither call may wait, the others are behind it."""

    ticket: str

    def hear(self, revision: int) -> None: ...

    def send_back(self) -> None: ...


class Line:
    """Every move comes in here once, and goes to whoever listens to its channel."""

    def __init__(self) -> None:
        self.open = False
        self.listeners: dict[str, set[Listener]] = {}

    def join(self, channel: str, listener: Listener) -> None:
        self.listeners.setdefault(channel, set()).add(listener)

    def leave(self, channel: str, listener: Listener) -> None:
        """Safe to repeat."""
        at = self.listeners.get(channel, set())
        at.discard(listener)
        if not at:
            self.listeners.pop(channel, None)

    async def keep_open(self) -> None:
        """For ever; after each interruption the listeners come again and ask, as moves may have been missed."""
        while True:
            try:
                await self._listen()
            except RedisError as error:
                log.warning("live_line_lost", error=type(error).__name__)
            self.close()
            await asyncio.sleep(PAUSE)

    def close(self) -> None:
        self.open = False
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.send_back()

    async def _listen(self) -> None:
        redis = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=PATIENCE, retry=ONCE)
        async with redis, redis.pubsub() as line:
            await line.psubscribe(f"{live.PREFIX}*")
            async for message in messages(line):
                self.open = True  # from the first on: it says that we are subscribed
                if message["type"] == "pmessage" and message["data"].isdigit():
                    for listener in self.listeners.get(message["channel"].decode(), ()):
                        listener.hear(int(message["data"]))


async def messages(line: PubSub) -> AsyncIterator[dict[str, Any]]:
    """Whatever comes, however long it takes, as long as somebody is there; raises RedisError.

    The time to wait is always given: without it redis-py applies that of the socket, and an idle line breaks.
    """
    while True:
        message = await line.get_message(timeout=SILENCE)
        if message is None:
            await line.ping()
            message = await line.get_message(timeout=PATIENCE)
        if message is None:
            raise Silent
        yield message


line = Line()
