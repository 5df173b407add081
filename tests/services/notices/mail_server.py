"""A mail server on this machine, at the edge of the outside world: strict, and as difficult as it is told to be."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session

T = TypeVar("T")


class FakeMailServer:
    """What it took lies in `taken`; `says` is its answer to a command; `hangs_up_at` and `silent_at` name one."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.asked = 0
        self.says: dict[str, str] = {}
        self.hangs_up_at = self.silent_at = ""
        self.port = 0
        self._loop = asyncio.new_event_loop()

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802 -- the library's name
        self.asked += 1
        return await self._answer("MAIL", server, lambda: setattr(envelope, "mail_from", address))

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802 -- the library's name
        return await self._answer("RCPT", server, lambda: envelope.rcpt_tos.append(address))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the library's name
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        if [each.strip() for each in str(message["To"]).split(",")] != envelope.rcpt_tos:
            return "550 To is somebody else"
        if not message["Message-ID"] or not message["Date"]:
            return "550 no Message-ID or Date"
        return await self._answer("DATA", server, lambda: self.taken.append(message))

    async def _answer(self, command: str, server: SMTP, take: Any) -> str:
        if command in self.says:
            return self.says[command]
        take()
        if command == self.hangs_up_at and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        if command == self.silent_at:
            await asyncio.Event().wait()
        return "250 OK"

    @contextmanager
    def running(self) -> Iterator[FakeMailServer]:
        thread = threading.Thread(target=self._loop.run_forever)
        thread.start()
        listening = self._in_its_thread(self._listen())
        self.port = listening.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            self._in_its_thread(self._end(listening))
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)
            self._loop.close()

    def _in_its_thread(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """The thread of the tests may have a loop of its own that runs: a browser's."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: SMTP(self, loop=self._loop, hostname="localhost"), "127.0.0.1", 0)

    async def _end(self, listening: asyncio.Server) -> None:
        listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
