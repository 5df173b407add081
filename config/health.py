"""Is it alive, and can it work? For the machines that watch over it."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from psycopg_pool import PoolTimeout

_bell = redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_OPTIONS)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Every engine was really asked; 503 names what did not answer, never why."""
    answers = {name: asked() for name, asked in ENGINES.items()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            return cursor.fetchone() is not None
    except (DatabaseError, PoolTimeout):
        return False


def _bell_answers() -> bool:
    try:
        return bool(_bell.ping())
    except redis.RedisError:
        return False


ENGINES: dict[str, Callable[[], bool]] = {"database": _database_answers, "redis": _bell_answers}
