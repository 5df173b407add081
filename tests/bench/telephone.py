"""Turns by text message and by call: at an open-loop rate, and what one costs beside a bare view with the same SQL.

Open loop: each request has its moment, whether those before it were answered or not, and its time counts from there.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from itertools import cycle, islice
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.db import connections

from channels_phone.conversations import token_of
from channels_phone.gateways.twilio import FORM, HEADER, signature
from channels_phone.models import Conversation

RATE, SECONDS, ROUNDS = 100, 20, 5
PEOPLE = 300
THREADS = 40
NAMES = ("Nguyễn Văn An", "Trần Thị Bình")
Form = dict[str, str]


class Line:
    """Signed requests to one port, each on a connection of its own: the server holds a few, a network has many."""

    def __init__(self, port: int) -> None:
        self.port = port

    def post(self, path: str, form: Form) -> str:
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        shown = signature(f"{settings.PUBLIC_BASE_URL}{path}", form)
        line.request("POST", path, urlencode(form), {HEADER: shown, "Content-Type": FORM, "Connection": "close"})
        response = line.getresponse()
        text = response.read().decode()
        line.close()
        if response.status != 200:
            raise SystemExit(f"{path} says {response.status}: {text[:500]}")
        return text


class Texter:
    """Somebody who writes their name, goes back, and writes it again."""

    def __init__(self, line: Line, number: int) -> None:
        self.line, self.number, self.sent = line, f"+8492{number:07}", 0
        self.says = cycle(("", "LUI"))

    def begin(self) -> list[Callable[[], None]]:
        return [partial(self.text, text) for text in ("Xin chào", "1", "hưu trí xã hội", "1")]

    def text(self, body: str) -> None:
        self.sent += 1
        key = f"SM{self.number[1:]}{self.sent}"
        self.line.post("/phone/sms", {"MessageSid": key, "From": self.number, "To": "+12025550199", "Body": body})

    def turn(self) -> None:
        self.text(next(self.says) or NAMES[self.sent // 2 % 2])

    @property
    def known_by(self) -> str:
        return self.number


class Caller:
    """Somebody who says their name, hears it read back, finds it right, goes back, and says it again."""

    def __init__(self, line: Line, number: int) -> None:
        self.line, self.number, self.step = line, f"+8493{number:07}", 0
        self.sid = f"CA{number:032}"
        self.does = cycle((("SpeechResult", ""), ("Digits", "1"), ("Digits", "*")))

    def begin(self) -> list[Callable[[], None]]:
        said = (("Digits", "1"), ("SpeechResult", "hưu trí xã hội"), ("Digits", "1"), ("Digits", "1"))
        return [partial(self.do, "/phone/voice"), *(partial(self.answer, *each) for each in said)]

    def answer(self, name: str, value: str) -> None:
        self.do(f"/phone/voice/turn/{self.step}/", **{name: value})

    def do(self, path: str, **more: str) -> None:
        form = {"CallSid": self.sid, "From": self.number, "To": "+12025550199", "Direction": "inbound", **more}
        self.line.post(path, form)
        self.step += 1

    def turn(self) -> None:
        name, value = next(self.does)
        self.answer(name, value or NAMES[self.step // 3 % 2])

    @property
    def known_by(self) -> str:
        return f"call twilio {self.sid}"


Person = Texter | Caller


def measure(port: int, processes: list[psutil.Process]) -> None:
    line = Line(port)
    for what, kind in (("text message", Texter), ("call", Caller)):
        people: list[Person] = [kind(line, number) for number in range(PEOPLE)]
        _begun(people)
        _open_loop(what, people)
        _cost(what, people, processes)


def _begun(people: list[Person]) -> None:
    """Each as far as the first question; nobody reads and answers a message within a second."""
    for beginning in zip(*(person.begin() for person in people), strict=True):
        for step in beginning:
            step()
        time.sleep(1.1)


def _open_loop(what: str, people: list[Person]) -> None:
    start = time.perf_counter() + 0.5

    def one(at: tuple[int, Person]) -> float:
        due = start + at[0] / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        at[1].turn()
        return time.perf_counter() - due

    with ThreadPoolExecutor(THREADS) as pool:
        took = sorted(pool.map(one, enumerate(islice(cycle(people), RATE * SECONDS))))
    half, most = took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000
    sys.stdout.write(
        f"a turn by {what} at {RATE} a second for {SECONDS} s: 50th percentile {half:.0f} ms, 99th {most:.0f} ms\n"
    )


def _cost(what: str, people: list[Person], processes: list[psutil.Process]) -> None:
    """CPU of the turn that takes the name, beside a bare view with its statements; pairs, the first warms up."""
    rows = {row.token: str(row.pk) for row in Conversation.objects.filter(application__isnull=False)}
    connections.close_all()
    _aligned(people)
    pairs = []
    for _ in range(ROUNDS + 1):
        ours = _cpu(processes, [_taking(person) for person in people])
        bare = _cpu(processes, [_bare(person, rows[token_of(person.known_by)]) for person in people])
        pairs.append((ours, bare))
        for person in people:
            person.turn()  # back to the question
        time.sleep(1.1)
    mine, theirs = (statistics.median(side) * 1000 for side in zip(*pairs[1:], strict=True))
    ratios = sorted(a / b for a, b in pairs[1:])
    sys.stdout.write(
        f"an answer by {what}: 12 SQL statements, bare 12; {mine:.2f} ms of CPU, bare {theirs:.2f} ms;"
        f" ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})\n"
    )


def _aligned(people: list[Person]) -> None:
    """Everybody at the question, whatever the open loop left them at."""
    size = 2 if isinstance(people[0], Texter) else 3
    for person in people:
        done = (person.sent - 4) if isinstance(person, Texter) else (person.step - 5)
        for _ in range(-done % size):
            person.turn()
            time.sleep(0.002)
    time.sleep(1.1)


def _taking(person: Person) -> Callable[[], None]:
    if isinstance(person, Caller):
        person.turn()  # said, and read back
    return person.turn


def _bare(person: Person, conversation: str) -> Callable[[], None]:
    def ask() -> None:
        person.line.post(f"/bare/telephone/{conversation}/", {"Body": NAMES[0]})

    return ask


def _cpu(processes: list[psutil.Process], asks: list[Callable[[], None]]) -> float:
    before = sum(sum(process.cpu_times()[:2]) for process in processes)
    for ask in asks:
        ask()
    return (sum(sum(process.cpu_times()[:2]) for process in processes) - before) / len(asks)
