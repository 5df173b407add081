"""The whole platform on this machine, with samples, until Ctrl-C."""

import os
import shutil
import signal
import socket
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import crew, sample_staff
from config.engines import manager
from config.engines.waiting import wait_until
from config.environment import home, wait_for_engines
from config.furnishing import furnish

HOST = "127.0.0.1"
SECONDS = 60  # for the first answer


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        told_to_stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: told_to_stop.set())
        try:
            refuse_a_taken(port)
            refuse_a_taken(port + 1)
            wait_for_engines()
            furnish()
            self.run(port, told_to_stop)
        except crew.CrewFailed as problem:
            raise CommandError(str(problem)) from problem
        finally:
            manager.leave(home())

    def run(self, port: int, told_to_stop: threading.Event) -> None:
        running = crew.Crew(home() / "logs")
        try:
            running.add(web(port))
            wait_until(lambda: told_to_stop.is_set() or answers(port, running), SECONDS)
            if not told_to_stop.is_set():
                self.stdout.write(WELCOME.format(address=settings.PUBLIC_BASE_URL, staff=staff(), logs=home() / "logs"))
                running.add(crew.live(HOST, port + 1))
                running.add(crew.worker())
                running.add(crew.beat(home() / "beat"))
            running.watch(told_to_stop)
        finally:
            self.stdout.write("Stopping …")
            running.stop()


def refuse_a_taken(port: int) -> None:
    """Raises CommandError if somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise CommandError(f"Port {port} is in use: choose another, as in `make demo PORT=8100`.") from taken


def web(port: int) -> crew.Process:
    return crew.web(HOST, port, int(os.environ.get("WEB_WORKERS", "1")), emptied(home() / "metrics"))


def emptied(folder: Path) -> Path:
    """The folder with nothing in it: the counts of processes that are gone are nobody's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def answers(port: int, running: crew.Crew) -> bool:
    running.revive()
    try:
        with urlopen(f"http://{HOST}:{port}/readyz", timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def staff() -> str:
    """Who can sign in, one a line."""
    width = max(len(each.email) for each in sample_staff.STAFF)
    return "\n".join(f"  {each.email:{width}}  {each.name}, {each.duty}" for each in sample_staff.STAFF)


WELCOME = f"""
Evenhand is open: {{address}}

Staff sign in at {{address}}/office/ with the password {sample_staff.PASSWORD}
(the page after it shows the code for the second factor):
{{staff}}
A telephone to try: {{address}}/phone/simulator/, and the desk of its people: {{address}}/phone/desk/
A counter to sit at: {{address}}/counter/, and its board: {{address}}/en/spots/diem-phuc-vu-ba-dinh/board/

Stop it with Ctrl-C. The logs: {{logs}}
"""
