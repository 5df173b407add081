"""A beginning that many tests share: made once in a transaction that stays open, in which each test is a savepoint.

A case sent through the real door takes longer than most of what a test then asks of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Generic, TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


class Held(Generic[T]):
    """What was made, kept until a test comes that does not begin with it."""

    def __init__(self) -> None:
        self._made: list[T] = []
        self._make: Callable[[], T] | None = None
        self._open = ExitStack()

    def made(self, make: Callable[[], T], blocker: DjangoDbBlocker) -> T:
        """What `make` makes, now or for a test before."""
        if self._make is not make:
            self.undo()
        if not self._made:
            with ExitStack() as opening:
                opening.enter_context(blocker.unblock())
                opening.enter_context(transaction.atomic())
                opening.callback(transaction.set_rollback, rollback=True)
                self._made, self._make = [make()], make
                self._open = opening.pop_all()
                blocker.block()
                self._open.callback(blocker.restore)
        return self._made[0]

    def undo(self) -> None:
        """As if it had never been."""
        self._made, self._make = [], None
        self._open.close()


HELD: Held[Any] = Held()


def commits(item: pytest.Item) -> bool:
    """Whether a test commits what it does."""
    marker = item.get_closest_marker("django_db")
    named = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(named or (marker and marker.kwargs.get("transaction")))
