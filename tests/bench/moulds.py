"""One application with all that belongs to it, as text with holes: filled anew it is another, which opens as well."""

from __future__ import annotations

import json
import os
import random
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import Connection, sql

from services.casework import references
from services.casework.models import Application
from services.record import envelope
from services.record.models import DataKey
from tests.bench import names
from tests.bench.played import NAME

CASES = "SELECT id FROM casework_case WHERE application_id = %(application)s"
SUBJECTS = f"SELECT 'case:' || id FROM ({CASES}) cases UNION SELECT 'application:' || %(application)s"  # noqa: S608 -- of constants
ROWS = {
    "record_datakey": "id = %(key)s",
    "casework_touch": "id IN (SELECT touch_id FROM casework_touch_applications WHERE application_id = %(application)s)",
    "casework_application": "id = %(application)s",
    "casework_touch_applications": "application_id = %(application)s",
    "casework_answerrow": "application_id = %(application)s",
    "casework_case": "application_id = %(application)s",
    **{f"casework_{each}": f"case_id IN ({CASES})" for each in (
        "casestatus", "deadline", "task", "request", "note", "decision", "searchtoken", "limit",
    )},
    **{f"record_{each}": f"subject IN ({SUBJECTS})" for each in ("entry", "head")},
}  # fmt: skip
"""Every table with rows of an application, those first that others point to."""
WRAPPED = "record_datakey.wrapped"
ABOUT = {
    WRAPPED: "{id}",
    "casework_application.values_sealed": "application:{id}:values",
    "casework_request.words_sealed": "request:{id}:words",
    "casework_request.values_sealed": "request:{id}:values",
    "casework_note.text_sealed": "note:{id}",
    "casework_decision.grounds_sealed": "decision:{id}",
}
COLUMNS = """
SELECT column_name, udt_name FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position
"""
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEVER = 9000  # a year from which on nothing is moved
NONCE = 12
Row = dict[tuple[str, str], str]
"""Texts by kind and name of their columns."""
T = TypeVar("T")


@dataclass
class Mould:
    """The text of the rows of each table, with a hole wherever two copies differ, and what goes into the holes."""

    key: bytes
    texts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    sealed: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    numbers: int = 0

    def holes(self, chance: random.Random, ago: timedelta) -> dict[str, str]:
        """What makes it another application, that came so long ago."""
        family, given = names.drawn(chance)
        ids = {hole: str(UUID(bytes=os.urandom(16), version=4)) for hole in self.ids.values()}
        numbers = {f"number{each}": f"{chance.getrandbits(128):032x}" for each in range(self.numbers)}
        moments = {hole: (at - ago).isoformat() for hole, at in self.moments.items()}
        days = {hole: (day - ago).isoformat() for hole, day in self.days.items()}
        sealed = {hole: self._seal(plain, about % ids, family, given) for hole, (plain, about) in self.sealed.items()}
        minted = {hole: references.mint() for hole in self.references.values()}
        found_by = {"family": names.token(family), "given": names.token(given)}
        return {**ids, **numbers, **moments, **days, **sealed, **minted, **found_by}

    def _seal(self, plain: bytes, about: str, family: str, given: str) -> str:
        nonce, key = os.urandom(NONCE), self.key
        if plain == key:
            key = envelope.master(envelope.current())
        said = plain.replace(NAME.encode(), json.dumps(f"{family} {given}")[1:-1].encode())
        return r"\\x" + (nonce + AESGCM(key).encrypt(nonce, said, about.encode())).hex()


def read(connection: Connection, application: Application) -> Mould:
    """Cast from an application that was played."""
    key = application.data_key
    mould = Mould(_opened(key))
    named = {"application": str(application.pk), "key": str(key.pk)}
    rows = {table: _rows(connection, table, where, named) for table, where in ROWS.items()}
    own = [row["uuid", "id"] for found in rows.values() for row in found if ("uuid", "id") in row]
    mould.ids = {each: f"id{number}" for number, each in enumerate(own)}
    for table, found in rows.items():
        if found:
            mould.columns[table] = [name for _, name in found[0]]
            lines = ("\t".join(_hole(mould, table, row, column) for column in row) for row in found)
            mould.texts[table] = "".join(f"{line}\n" for line in lines)
    return mould


def _opened(key: DataKey) -> bytes:
    wrapped = bytes(key.wrapped)
    return AESGCM(envelope.master(key.master)).decrypt(wrapped[:NONCE], wrapped[NONCE:], str(key.pk).encode())


def _rows(connection: Connection, table: str, where: str, named: dict[str, str]) -> list[Row]:
    """As COPY writes them."""
    columns = [(kind, name) for name, kind in connection.execute(COLUMNS, [table])]
    chosen = sql.SQL(", ").join(sql.Identifier(name) for _, name in columns)
    literal = where % {name: f"'{value}'" for name, value in named.items()}  # COPY takes no parameters
    query = sql.SQL("COPY (SELECT {} FROM {} WHERE {}) TO STDOUT")
    with connection.cursor().copy(query.format(chosen, sql.Identifier(table), sql.SQL(literal))) as copied:
        lines = b"".join(copied).decode().splitlines()
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def _hole(mould: Mould, table: str, row: Row, column: tuple[str, str]) -> str:
    (kind, name), text = column, row[column]
    if text == r"\N":
        return text
    if kind == "bytea":
        return _sealed(mould, f"{table}.{name}", row)
    if kind == "timestamptz" and int(text[:4]) < NEVER:
        return _new(mould.moments, "moment", datetime.fromisoformat(text))
    if kind == "date":
        return _new(mould.days, "day", date.fromisoformat(text))
    if name == "reference":
        return f"%({mould.references.setdefault(text, f'reference{len(mould.references)}')})s"
    return _token(mould, text) if name == "token" else _with_ids(mould, text.replace("%", "%%"))


def _sealed(mould: Mould, column: str, row: Row) -> str:
    blob = bytes.fromhex(row["bytea", column.partition(".")[2]].removeprefix(r"\\x"))
    if not blob:
        return r"\\x"
    pk = row["uuid", "id"]
    about = ABOUT[column].format(id=pk)
    plain = mould.key
    if column != WRAPPED:
        plain = AESGCM(mould.key).decrypt(blob[:NONCE], blob[NONCE:], about.encode())
    return _new(mould.sealed, "sealed", (plain, _with_ids(mould, about)))


def _new(kept: dict[str, T], kind: str, value: T) -> str:
    hole = f"{kind}{len(kept)}"
    kept[hole] = value
    return f"%({hole})s"


def _with_ids(mould: Mould, text: str) -> str:
    return ID.sub(lambda found: f"%({mould.ids[found[0]]})s" if found[0] in mould.ids else found[0], text)


def _token(mould: Mould, text: str) -> str:
    for hole, word in zip(("family", "given"), NAME.split(), strict=True):
        if text == names.token(word):
            return f"%({hole})s"
    mould.numbers += 1
    return f"%(number{mould.numbers - 1})s"
