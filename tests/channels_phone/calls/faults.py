"""What goes wrong between a network and the platform: said twice, said late, not heard, the server gone."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlencode

from channels_phone.gateways.twilio import FORM, HEADER
from tests.channels_phone.calls.caller import Answer, Form

TRIES, PAUSE = 150, 0.2  # seconds between two tries, while nobody listens
TWICE, LATE, UNHEARD = 0.1, 0.05, 0.05
Signed = Callable[[str, Form], str]


class Line:
    """Posts to a real server, with all that can happen on the way, by a seed; `counted` is what did."""

    def __init__(self, port: int, sign: Signed, seed: int) -> None:
        self.port, self.sign, self.chance = port, sign, Random(seed)  # noqa: S311  # it is no secret what goes wrong
        self.counted: Counter[str] = Counter()
        self.before: list[tuple[str, Form]] = []

    def __call__(self, path: str, form: Form) -> Answer:
        self._late()
        answer = self._posted(path, form)
        if self.chance.random() < UNHEARD:
            self.counted["answers unheard, asked for again"] += 1
            answer = self._posted(path, form)
        if self.chance.random() < TWICE and answer[0] == 200:
            self.counted["posted twice"] += 1
            assert self._posted(path, form) == answer, (path, form)
        self.before.append((path, form))
        return answer

    def _late(self) -> None:
        """An older one comes again, after others: nobody waits for its answer, and nothing happens."""
        if self.before and self.chance.random() < LATE:
            self.counted["posted late"] += 1
            path, form = self.chance.choice(self.before)
            assert self._posted(path, form)[0] in (200, 204), path

    def _posted(self, path: str, form: Form) -> Answer:
        for _ in range(TRIES):
            try:
                return self._once(path, form)
            except (OSError, HTTPException):
                self.counted["tried again, nobody answered"] += 1
                time.sleep(PAUSE)  # as the network does; what is waited for is another process
        raise AssertionError("the server did not come back")

    def _once(self, path: str, form: Form) -> Answer:
        line = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            headers = {HEADER: self.sign(path, form), "Content-Type": FORM}
            line.request("POST", path, urlencode(form), headers)
            response = line.getresponse()
            body = response.read().decode()
        finally:
            line.close()
        if response.status >= 500:
            raise OSError(response.status)
        return response.status, response.headers.get("Content-Type", ""), body
