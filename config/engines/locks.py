"""Locks on files: the kernel drops them with their last holder, whatever end that holder met."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.engines.errors import EnginesFailed
from config.engines.waiting import wait_until


def take(path: Path, *, shared: bool = False) -> int | None:
    """Lock the file and return its descriptor (close it to unlock), or None if it is held otherwise."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def take_within(path: Path, seconds: float, *, shared: bool = False) -> int:
    """Lock the file as `take` does, waiting up to `seconds`; raises EnginesFailed."""
    taken: list[int] = []

    def try_once() -> bool:
        descriptor = take(path, shared=shared)
        taken.extend([] if descriptor is None else [descriptor])
        return bool(taken)

    if not wait_until(try_once, seconds):
        raise EnginesFailed(f"{path} stayed locked for {seconds:.0f} seconds: another start is stuck.")
    return taken[0]


def is_free(path: Path) -> bool:
    """Say whether nobody holds the lock at this moment."""
    descriptor = take(path)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock for the length of a `with` block."""
    descriptor = take_within(path, seconds)
    try:
        yield
    finally:
        os.close(descriptor)
