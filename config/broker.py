"""One Redis, named once: as its own clients and as Celery know it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS = 2  # to connect, and to answer: a Redis that is away must not hold up a request


def broker_url(redis_url: str) -> str:
    """The address as Celery writes it: a socket has another scheme there, and its database another name."""
    address = urlsplit(redis_url)
    if address.scheme != "unix":
        return redis_url
    database = parse_qs(address.query).get("db", ["0"])[0]
    return f"redis+socket://{address.netloc}{address.path}?virtual_host={database}"


def client_options(redis_url: str) -> dict[str, Any]:
    """Bounded waiting, and one more try at once: after a restart of Redis every pooled connection is stale."""
    options: dict[str, Any] = {"socket_timeout": SECONDS, "retry": Retry(NoBackoff(), 1)}
    return options if redis_url.startswith("unix:") else options | {"socket_connect_timeout": SECONDS}
