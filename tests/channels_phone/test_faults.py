"""Calls through everything that goes wrong, the server killed meanwhile: nothing that was taken is lost or doubled."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import connections
from twilio.request_validator import RequestValidator

from config import crew
from config.engines.waiting import wait_until
from services.casework import applications
from services.casework.models import Application, Case
from services.catalogue import samples
from tests import processes
from tests.channels_phone.calls.caller import Form
from tests.channels_phone.calls.faults import Line
from tests.channels_phone.voice.conftest import ANSWERS, Phone

pytestmark = pytest.mark.django_db(transaction=True)
LONG = bool(os.environ.get("EVENHAND_LONG"))
PEOPLE, KILLS, EVERY = (2_000, 60, 15.0) if LONG else (24, 2, 4.0)
AT_ONCE = 6
HANGS_UP, OFTEN = 0.04, 4
"""The chance at each turn, and how often one person does: the code of a reference may be tried ten times an hour."""
KEPT = {"full_name": "Nguyễn Thị Ẩn", "citizen_id": "001056001234", "born": "1950-03-27", "account": "150020501234"}


@dataclass
class Server:
    """The platform in a process of its own, on a port that stays the same."""

    folder: Path
    port: int = field(default_factory=processes.free_port)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = crew.web("127.0.0.1", self.port, 1, self.folder).command
        env = processes.environment(PUBLIC_BASE_URL=settings.PUBLIC_BASE_URL)
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, env=env, stdout=log, stderr=log, text=True, start_new_session=True)
        assert wait_until(self.answers, 60), (self.folder / "log").read_text()

    def kill(self) -> None:
        if self.process is not None:
            processes.kill(self.process)

    def answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    samples.load("social-pension")
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


@contextmanager
def killed_meanwhile(server: Server, counted: Counter[str]) -> Iterator[None]:
    """Killed and started again, so and so often, while the rest goes on."""
    over = threading.Event()

    def again() -> None:
        for _ in range(KILLS):
            if over.wait(EVERY):
                return
            server.kill()
            counted["server killed"] += 1
            server.start()

    killer = threading.Thread(target=again)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


class Person:
    """One who goes through a whole service, whatever happens on the line."""

    def __init__(self, port: int, number: int) -> None:
        self.chance = Random(number)  # noqa: S311  # people of a test are drawn again alike
        self.line = Line(port, signed, number)
        self.phone = Phone(self.line, number=f"+8491{number:07}")
        self.calls, self.secret = 1, ""

    def goes_through(self) -> Application:
        self._begins()
        while (asked := self.phone.asked) or not self._sent():
            if asked:
                self._answers(asked)
        return self.phone.application

    def _begins(self) -> None:
        noted = self.phone.begin().partition("bấm phím")[0]
        self.secret = "".join(re.findall(r"\d", noted))[12:20]
        self.phone.press("1")

    def _answers(self, asked: str) -> None:
        for act in ANSWERS[asked]:
            if self._hung_up():
                return
            self.phone.do(act)

    def _hung_up(self) -> bool:
        """They call again, and go on where the line dropped."""
        if self.calls > OFTEN or self.chance.random() > HANGS_UP:
            return False
        self.phone.hang_up()
        self.line.counted["hung up"] += 1
        self.calls += 1
        self.phone = Phone(self.line, number=self.phone.number)
        self.phone.dial()
        self.phone.press("2")
        self.phone.press(f"{self.secret}#")
        self.phone.press("1")
        return True

    def _sent(self) -> bool:
        if not self.phone.application.submitted_at:
            self.phone.send()
        return bool(self.phone.application.submitted_at)


def signed(path: str, form: Form) -> str:
    address = f"{settings.PUBLIC_BASE_URL}{path}"
    return str(RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(address, form))


def test_nothing_is_lost_doubled_or_stuck(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    counted: Counter[str] = Counter()

    def one(number: int) -> tuple[Application, Counter[str], int]:
        person = Person(server.port, number)
        try:
            return person.goes_through(), person.line.counted, len(person.line.before)
        finally:
            connections.close_all()

    began = time.monotonic()
    with killed_meanwhile(server, counted), ThreadPoolExecutor(AT_ONCE) as people:
        ended = list(people.map(one, range(PEOPLE)))
    for application, faults, posts in ended:
        counted.update(faults)
        counted["posts"] += posts
        values = applications.current(application.pk).phrases.interview.values
        assert {name: values[name] for name in KEPT} == KEPT
    assert Case.objects.count() == Application.objects.count() == len({each.pk for each, *_ in ended}) == PEOPLE
    with capsys.disabled():
        said = ", ".join(f"{many} {what}" for what, many in sorted(counted.items()))
        print(f"\n{PEOPLE} conversations in {time.monotonic() - began:.0f} s: {said}; none lost, doubled or stuck")  # noqa: T201
