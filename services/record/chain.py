"""The format of the ledger: what the hash of an entry covers, and where a chain breaks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from services.journeys.canonical import canonical, hash_of
from services.record.models import Entry


@dataclass(frozen=True)
class Break:
    """The first row of a chain that is not as it was written."""

    subject: str
    sequence: int
    reason: str

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}: {self.reason}"


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as the database gives it back; raises ValueError for what it would change or refuse."""
    written = canonical(data)
    if b"\\u0000" in written.replace(rb"\\", b""):
        raise ValueError("the database keeps no text with a NUL")
    read: dict[str, Any] = json.loads(written, parse_float=_no_float, parse_constant=_no_float)
    return read


def hash_of_entry(entry: Entry) -> str:
    """SHA-256 over everything an entry says and the hash before it."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [entry.subject, entry.sequence, entry.kind, entry.data, entry.actor, entry.touch, at]
    return hash_of([entry.previous, *said])


def first_break(entries: Iterable[Entry], head: tuple[int | None, str | None]) -> Break | None:
    """Read one chain (at least one entry, in order) through to where its head says that it ends."""
    last: Entry | None = None
    for expected, entry in enumerate(entries, 1):
        reason = _wrong(entry, expected, last.hash if last else "")
        if reason:
            return Break(entry.subject, expected, reason)
        last = entry
    return _wrong_end(last, *head) if last else None


def _wrong(entry: Entry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return "the entry is missing"
    if entry.previous != previous:
        return "it does not follow the entry before it"
    return "" if entry.hash == hash_of_entry(entry) else "it was changed"


def _wrong_end(last: Entry, sequence: int | None, digest: str | None) -> Break | None:
    if sequence is None:
        return Break(last.subject, last.sequence, "the head of the chain is missing")
    if sequence > last.sequence:
        return Break(last.subject, last.sequence + 1, "the entry is missing, at the end of the chain")
    if sequence < last.sequence:
        return Break(last.subject, sequence + 1, "the head of the chain does not know it")
    return None if digest == last.hash else Break(last.subject, sequence, "the head of the chain knows another")


def _no_float(written: str) -> Any:
    raise ValueError(f"{written}: the ledger keeps whole numbers and text, no floats")
