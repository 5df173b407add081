"""Two people at the same instant: each in a thread and on a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def race(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """Run both together; what each returned, or the exception it raised."""
    gate = threading.Barrier(2, timeout=10)

    def run(one: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return one()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, (first, second)))
