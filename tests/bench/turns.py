"""What a turn on the web costs, beside a bare view that does the same; CPU of the server's process, as a ratio."""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections.abc import Callable

import psutil

from tests.bench.serving import Visitor

ROUNDS = 9
REQUESTS = 60  # of each kind a round
HELD = re.compile(r"/apply/([0-9a-f-]{36})/")


def measure(visitor: Visitor, process: psutil.Process) -> None:
    ours, other = _begun(visitor), _begun(visitor)
    base = f"/en/apply/{ours}/q/full_name/"
    revision = iter(range(1, 10**6))

    def answer() -> None:
        number = next(revision)
        visitor.post(base, answer=("Bình" if number % 2 else "An"), revision=str(number))

    visitor.get(base)
    shown = visitor.get(f"/bare/count/{other}/")
    answered = visitor.post(f"/bare/count/{other}/", answer="Bình", revision="1")
    _told(
        "show a question",
        shown,
        _pairs(process, lambda: visitor.get(base), lambda: visitor.get(f"/bare/show/{other}/")),
    )
    _told("take an answer", answered, _pairs(process, answer, lambda: visitor.post(f"/bare/answer/{other}/")))


def _begun(visitor: Visitor) -> str:
    """An application with its first question answered."""
    visitor.get("/en/apply/start/social-pension/")
    application: str = HELD.findall(visitor.post("/en/apply/start/social-pension/", language="en"))[0]
    visitor.get(f"/en/apply/{application}/q/full_name/")
    visitor.post(f"/en/apply/{application}/q/full_name/", answer="An", revision="0")
    return application


def _pairs(
    process: psutil.Process, ours: Callable[[], object], bare: Callable[[], object]
) -> list[tuple[float, float]]:
    """CPU seconds a request, ours and bare, a pair a round; the first round warms up."""
    return [(_cpu(process, ours), _cpu(process, bare)) for _ in range(ROUNDS)][1:]


def _cpu(process: psutil.Process, ask: Callable[[], object]) -> float:
    before = process.cpu_times()
    for _ in range(REQUESTS):
        ask()
    after = process.cpu_times()
    return (after.user + after.system - before.user - before.system) / REQUESTS


def _told(what: str, counted: str, pairs: list[tuple[float, float]]) -> None:
    statements, same = json.loads(counted)
    ours, bare = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratios = sorted(a / b for a, b in pairs)
    sys.stdout.write(
        f"{what}: {statements} SQL statements (bare {same}); {ours:.2f} ms of CPU, bare {bare:.2f} ms;"
        f" ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})\n"
    )
