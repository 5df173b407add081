"""Live screens: who looks at something is told that it moved, and fetches the rest as any page does.

Only a topic's hash and a number travel, so a message lost, doubled or late cannot matter. A view that shows
"case:<id>" puts `address("case:<id>")` into the page, and guards the part that the page fetches again with Django's
`condition(etag_func=lambda request, …: etag("case:<id>", revision))`; services/look/sources/live.mjs does the asking.
"""

from __future__ import annotations

import time
from datetime import timedelta
from functools import cache, partial
from hashlib import sha256
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import get_language
from redis import Redis
from redis.exceptions import RedisError

from services.record import clock

log = structlog.get_logger(__name__)

PREFIX = "live:"
SALT = "services.record.live"
LASTS = timedelta(hours=12)  # a ticket: longer than anybody's shift
QUIET = 5.0  # seconds without a try once Redis was away; meanwhile the screens ask by themselves


class Refused(Exception):
    """This ticket opens nothing: it is not ours, or it is over."""


class _Bell:
    """When this process may next tell."""

    quiet_until = 0.0


def moved(topic: str, revision: int) -> None:
    """Tell every screen that shows `topic`, such as "case:<id>", of its new revision, once this transaction commits."""
    transaction.on_commit(partial(tell, topic, revision), robust=True)


def tell(topic: str, revision: int) -> None:
    """At once; with Redis away nobody is told, and the screens see it when they next ask."""
    if time.monotonic() < _Bell.quiet_until:
        return
    try:
        _redis().publish(channel(topic), revision)
    except RedisError as error:
        _Bell.quiet_until = time.monotonic() + QUIET
        log.warning("screens_not_told", error=type(error).__name__)


@cache
def _redis() -> Redis:
    return Redis.from_url(settings.REDIS_URL, **settings.REDIS_OPTIONS)


def channel(topic: str) -> str:
    """The topic's name in Redis, which says nothing about it."""
    return f"{PREFIX}{sha256(topic.encode()).hexdigest()}"


def ticket(topic: str) -> str:
    """What a page that may show `topic` carries, so that it may hear when it moves, and nothing else."""
    return signing.dumps([topic, (clock.now() + LASTS).timestamp()], salt=SALT)


def address(topic: str) -> str:
    """Where such a page listens: what `data-live` holds in it."""
    return f"{settings.LIVE_URL}?{urlencode({'ticket': ticket(topic)})}"


def admitted(ticket: str) -> tuple[str, float]:
    """Its topic, and the seconds until it ends; raises Refused."""
    try:
        topic, until = signing.loads(ticket, salt=SALT)
    except signing.BadSignature as wrong:
        raise Refused from wrong
    left: float = until - clock.now().timestamp()
    if left <= 0:
        raise Refused
    return topic, left


def etag(topic: str, revision: int) -> str:
    """What `condition` compares: the same part in another language is another one."""
    return f'"{sha256(topic.encode()).hexdigest()[:16]}-{revision}-{get_language()}"'
