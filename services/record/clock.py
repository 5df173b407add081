"""The one clock: what time it is, for every process of the platform.

The demonstration and the tests may move it, to see rules of hours and working days at work. How far it was
moved stands under one key in Redis, read once a request or task. In production it stays and nothing is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db.models.functions import Now
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

KEY = "clock:offset"
_MICROSECOND = timedelta(microseconds=1)


class NotInProduction(RuntimeError):
    """The clock of a production platform was asked to move."""


class _Held:
    """The offset as one request or task first read it."""

    offset: timedelta | None = None


_held: ContextVar[_Held | None] = ContextVar("clock", default=None)
# What this process read last: pages of the demonstration go on while Redis is away.
_last = _Held()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC) + offset()


def today(zone: str) -> date:
    """The civil date in this time zone, an IANA name such as "Asia/Ho_Chi_Minh"."""
    return now().astimezone(ZoneInfo(zone)).date()


def of_database() -> Now:
    """The database's own time, for queries on leases and retries: one for all machines, unmoved by `travel`."""
    return Now()


def offset() -> timedelta:
    """How far the clock was moved; always zero in production."""
    if settings.MODE == "production":
        return timedelta()
    held = _held.get()
    if held is None:
        return _read()
    if held.offset is None:
        held.offset = _read()
    return held.offset


def set_offset(by: timedelta) -> None:
    """Move the clock of every process; raises NotInProduction."""
    if settings.MODE == "production":
        raise NotInProduction("the clock moves in the demonstration and in tests only")
    cache.set(KEY, by // _MICROSECOND, timeout=None)
    if (held := _held.get()) is not None:
        held.offset = by


def travel(to: datetime) -> None:
    """Make it `to` (aware) now, for every process; time then goes on; raises NotInProduction."""
    set_offset(to - datetime.now(UTC))


@contextmanager
def held() -> Iterator[None]:
    """Read the offset at most once within: one request or task sees one clock."""
    token = _held.set(_Held())
    try:
        yield
    finally:
        _held.reset(token)


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """One clock for the whole of a request."""

    def one_clock(request: HttpRequest) -> HttpResponseBase:
        with held():
            return get_response(request)

    return one_clock


def _read() -> timedelta:
    try:
        _last.offset = cache.get(KEY, 0) * _MICROSECOND
    except RedisError as error:
        log.warning("clock_offset_unread", error=type(error).__name__)
    return _last.offset or timedelta()
