"""How often one caller may do one thing; who it is leaves this process only as an HMAC."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

import structlog
from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.errors import StorageError
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from services.record import clock

log = structlog.get_logger(__name__)


class TooMany(Exception):
    """The limit is reached; `again_at` (aware) is when to try again."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__("too many")
        self.again_at = again_at


class Unknown(Exception):
    """Redis is away, and this limit guards something that must not go unlimited."""


def hit(name: str, who: str, rate: str, *, guarded: bool = False) -> None:
    """Count one attempt ("10/hour" as `rate`); raises TooMany, or Unknown for a `guarded` one with Redis away."""
    item = parse(rate)
    try:
        if not _limiter().hit(item, name, _hidden(who)):
            reset = _limiter().get_window_stats(item, name, _hidden(who)).reset_time
            raise TooMany(datetime.fromtimestamp(reset, UTC) + clock.offset())
    except (RedisError, StorageError):
        log.warning("limit_not_counted", limit=name, guarded=guarded)
        if guarded:
            raise Unknown from None


@cache
def _limiter() -> MovingWindowRateLimiter:
    address = settings.REDIS_URL
    uri = f"redis+{address}" if address.startswith("unix:") else address
    return MovingWindowRateLimiter(RedisStorage(uri, wrap_exceptions=True, **settings.REDIS_OPTIONS))


def _hidden(who: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"limit {who}".encode(), sha256).hex()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, for limits: behind our own proxy, what that one says."""
    if settings.BEHIND_PROXY:
        return str(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
