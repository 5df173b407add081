"""The pages of an office with ten thousand cases and with a million: the same requests, by turns, as a ratio."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from config.engines import manager
from services.casework.models import Application, Case
from services.office.access import SHOWN
from services.office.sessions import BEGAN, SessionStore
from services.people.models import User
from services.record import clock
from tests.bench import moulds
from tests.bench.filling import Cast, fill
from tests.bench.played import parts
from tests.bench.serving import Visitor, server

FEW, MANY = 10_000, 1_000_000
LARGE = "evenhand_large"
ROUNDS = 15
REQUESTS = 6  # of each page a round
AT_MOST = 1.3
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def measure(folder: Path, many: int) -> None:
    """Fill one database with FEW, a copy of it with `many`, and ask a server before each for the same pages."""
    leader = User.objects.get(email="binh@office.example")
    cast = _cast(leader)
    environment = manager.ensure(folder)
    few, large = environment["DATABASE_OWNER_URL"], _renamed(environment["DATABASE_OWNER_URL"])
    _filled(few, cast, 0, FEW)
    session, asked = _signed_in(leader), _addresses()
    _left()
    _copied(few)
    _filled(large, cast, FEW, many)
    beside = {"DATABASE_URL": _renamed(environment["DATABASE_URL"]), "DATABASE_OWNER_URL": large}
    for each in ({}, beside):
        subprocess.run([sys.executable, "-m", "tests.bench.nights"], env=os.environ | each, check=True)
    with server(folder) as (port, _), server(folder, "large", environment=beside) as (other, _):
        visitors = [_visitor(each, session) for each in (port, other)]
        for name, address in asked.items():
            _told(name, many, [_pair(visitors, address) for _ in range(ROUNDS + 1)][1:])


def _cast(leader: User) -> Cast:
    """The parts, each with what is cast from one of it."""
    cast = []
    with psycopg.connect(**connections["owner"].get_connection_params()) as connection:
        for part in parts(leader, User.objects.get(email="maria@office.example")):
            application = Application.objects.select_related("data_key").get(pk=part.play())
            cast.append((part, moulds.read(connection, application)))
    return cast


def _filled(url: str, cast: Cast, begin: int, until: int) -> None:
    with psycopg.connect(url) as connection:
        seconds = fill(connection, cast, begin, until)
    sys.stdout.write(f"{until - begin:,} cases filled in by COPY: {(until - begin) / seconds:,.0f} a second\n")


def _left() -> None:
    """A database that somebody is connected to is not copied."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _copied(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        few = sql.Identifier(urlsplit(url).path.removeprefix("/"))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(LARGE), few))


def _renamed(url: str) -> str:
    parted = urlsplit(url)
    return parted._replace(path=f"/{LARGE}").geturl()


def _signed_in(user: User) -> str:
    store, now = SessionStore(), clock.now().isoformat()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY], store[BEGAN] = user.get_session_auth_hash(), now
    store[SHOWN] = {"user": str(user.pk), "at": now}
    store.save(must_create=True)
    return str(store.session_key)


def _addresses() -> Mapping[str, str]:
    """Of pages about cases that stand in both databases."""
    case = Case.objects.filter(stage="open", case_type="social-pension").order_by("-opened_at")[7]
    return {
        "the queue": "/office/",
        "the late ones": "/office/?state=late",
        "one's own": "/office/?whose=mine",
        "nobody's": "/office/?whose=free",
        "of a type": "/office/?type=channel-complaint",
        "at a rare step": "/office/?state=all&step=decided",
        "in a rare language": "/office/?language=pt",
        "search: a reference": f"/office/search/?q={case.reference}",
        "search: a common name": "/office/search/?q=nguyen",
        "search: a whole name": "/office/search/?q=nguyen+van",
        "search: a rare name": "/office/search/?q=silva",
        "search: a number": "/office/search/?q=001056001234",
        "a case": f"/office/cases/{case.pk}/",
        "figures": "/office/figures/",
    }


def _visitor(port: int, session: str) -> Visitor:
    visitor = Visitor(port)
    visitor.cookies["evenhand_staff"] = session
    return visitor


def _pair(visitors: list[Visitor], address: str) -> tuple[float, float]:
    """Seconds a request with few cases and with many."""
    few, many = (_seconds(partial(each.get, address)) for each in visitors)
    return few, many


def _seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(REQUESTS):
        ask()
    return (time.perf_counter() - began) / REQUESTS


def _told(name: str, many: int, pairs: list[tuple[float, float]]) -> None:
    few, large = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(large / small for small, large in pairs)
    verdict = "" if ratio <= AT_MOST else f", more than {AT_MOST}"
    sys.stdout.write(
        f"{name}: {few:.1f} ms with {FEW:,} cases, {large:.1f} ms with {many:,}; ratio {ratio:.2f}{verdict}\n"
    )
