"""A database filled with cases, by COPY: as many as one asks for, of the kinds and in the shares of `played.parts`."""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import StringIO

from psycopg import Connection, sql
from psycopg.errors import UniqueViolation

from tests.bench.moulds import Mould
from tests.bench.played import Part

BATCH = 10_000
SEED = 20_261_126
BAR = 30  # characters
Cast = Sequence[tuple[Part, Mould]]
Drawn = tuple[Mould, dict[str, str]]


def fill(connection: Connection, moulds: Cast, begin: int, until: int) -> float:
    """From so many cases to so many; the seconds it took, with the statistics the planner needs."""
    chance, began = random.Random(SEED + begin), time.monotonic()  # noqa: S311 -- for names and days
    connection.autocommit = True
    connection.execute("SET session_replication_role = replica")  # what points to what was checked when it was played
    for have in range(begin, until, BATCH):
        while not _copied(connection, list(_drawn(moulds, chance, min(BATCH, until - have)))):
            pass
        _tell(min(have + BATCH, until), until, time.monotonic() - began)
    connection.execute("VACUUM ANALYZE")
    return time.monotonic() - began


def _drawn(moulds: Cast, chance: random.Random, many: int) -> Iterator[Drawn]:
    shares = [part.share for part, _ in moulds]
    for part, mould in chance.choices(moulds, weights=shares, k=many):
        yield mould, mould.holes(chance, timedelta(days=chance.uniform(*part.days)))


def _copied(connection: Connection, drawn: Sequence[Drawn]) -> bool:
    """Whether they are in; not where a reference was drawn that another application has: then these are drawn anew."""
    try:
        with connection.transaction():
            _copy(connection, drawn)
    except UniqueViolation:
        return False
    return True


def _copy(connection: Connection, drawn: Sequence[Drawn]) -> None:
    written: dict[str, StringIO] = defaultdict(StringIO)
    columns: dict[str, list[str]] = {}
    for mould, holes in drawn:
        columns |= mould.columns
        for table, text in mould.texts.items():
            written[table].write(text % holes)
    for table, lines in written.items():
        chosen = sql.SQL(", ").join(map(sql.Identifier, columns[table]))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), chosen)
        with connection.cursor().copy(query) as copy:
            copy.write(lines.getvalue())


def _tell(have: int, until: int, seconds: float) -> None:
    done = BAR * have // until
    end = "\n" if have == until else ""
    sys.stderr.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {have:,} of {until:,} cases, {seconds:.0f} s{end}")
    sys.stderr.flush()
