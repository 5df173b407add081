"""An aggregator by the contract in docs/phone.md, at the edge of the outside world: strict."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.channels_phone.gateways.listening import listening, respond

FIELDS = {"reference", "from", "to", "text"}


class FakeAggregator:
    """What it took lies in `taken`; `says` is an answer of its own; `silent` takes it and never answers."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.taken: list[dict[str, str]] = []
        self.asked = 0
        self.says: tuple[int, str] | None = None
        self.silent = False
        self.over = threading.Event()
        self.address = ""

    @contextmanager
    def running(self) -> Iterator[FakeAggregator]:
        with listening(self.answer) as self.address:
            try:
                yield self
            finally:
                self.over.set()

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.asked += 1
        said = json.loads(body)
        if self.says is not None:
            respond(handler, *self.says)
        elif handler.headers["X-Api-Key"] != self.key:
            respond(handler, 401, json.dumps({"error": "key"}))
        elif handler.path != "/v1/messages" or set(said) != FIELDS or not 0 < len(said["text"]) <= 1600:
            respond(handler, 400, json.dumps({"error": "contract"}))
        else:
            self.taken.append(said)
            self._take(handler)

    def _take(self, handler: BaseHTTPRequestHandler) -> None:
        if self.silent:
            self.over.wait(10)
        else:
            respond(handler, 202, json.dumps({"id": f"m-{len(self.taken)}", "status": "accepted"}))
