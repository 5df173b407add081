"""What every test that touches data stands on: one database seen as both roles, cleared by DELETE."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import hypothesis
import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql
from psycopg_pool import ConnectionPool
from pytest_django import DjangoDbBlocker

from tests.held import HELD

# Time is measured by `make bench`, not by chance. In CI every run tries the same examples; `make long` many more.
hypothesis.settings.register_profile("plain", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(
    "long" if os.environ.get("EVENHAND_LONG") else "ci" if os.environ.get("CI") == "true" else "plain"
)

FIRST = ("case_held", "catalogue_held", "network_held")
KEPT = ("django_migrations", "django_content_type", "auth_permission")
COMMITTING = ("transactional_db", "live_server")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function):
            item.fixturenames.sort(key=lambda name: name not in FIRST)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if not set(FIRST) & set(getattr(item, "fixturenames", ())):
        HELD.undo()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the test database as its owner, whichever roles the tests name; pytest-django makes what they name only."""
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
    yield
    HELD.undo()
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection.close()
        pool_of("default").close()
        teardown_databases(databases, verbosity=0)


@pytest.fixture(autouse=True)
def cleared(request: pytest.FixtureRequest) -> Iterator[None]:
    """Afterwards nothing is left of a test that commits, nor in Redis of one that uses it."""
    yield
    marker = request.node.get_closest_marker("django_db")
    committing = any(name in request.fixturenames for name in COMMITTING)
    if committing or (marker and marker.kwargs.get("transaction")):
        clear_database()
    if marker or committing or {"db", "bell"} & set(request.fixturenames):
        redis.Redis.from_url(settings.REDIS_URL).flushdb()


@pytest.fixture
def bell() -> Iterator[redis.Redis]:
    """Redis, empty again after the test."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


def prove(application_id: UUID) -> None:
    """As if who applies had keyed the PIN of a letter and a code, which have tests of their own."""
    from services.casework.models import Application

    Application.objects.filter(pk=application_id).update(proven_by=["letter", "sms"])


def clear_database() -> None:
    """Delete every row, past the triggers that keep what was published; 15 times cheaper than TRUNCATE."""
    owner = connections["owner"]
    tables = [name for name in owner.introspection.django_table_names() if name not in KEPT]
    connections["default"].close()
    with psycopg.connect(**owner.get_connection_params()) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def pool_of(alias: str) -> ConnectionPool[Any]:
    pool = getattr(connections[alias], "pool", None)
    assert isinstance(pool, ConnectionPool)
    return pool
