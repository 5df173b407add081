"""The ledger: one chain of hashes for each subject; entries hold HMACs of answers, never the answers."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from services.journeys.canonical import canonical, hash_of
from services.record import clock, envelope
from services.record.models import Entry, Head

# The head is made or locked in one statement, so that two writers of one chain stand in line.
LOCK_HEAD = """
INSERT INTO record_head (subject, sequence, hash) VALUES (%s, 0, '')
ON CONFLICT (subject) DO UPDATE SET sequence = record_head.sequence
RETURNING sequence, hash
"""


@dataclass(frozen=True)
class Break:
    """The first row of a chain that is not as it was written."""

    subject: str
    sequence: int
    reason: str

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}: {self.reason}"


def append(subject: str, kind: str, data: Mapping[str, Any], *, actor: str, touch: str = "") -> Entry:
    """Write one entry at the end of the subject's chain, in the caller's transaction: three statements."""
    with transaction.atomic(savepoint=False):
        sequence, previous = _locked_head(subject)
        entry = Entry(
            subject=subject,
            sequence=sequence + 1,
            kind=kind,
            data=dict(data),
            actor=actor,
            touch=touch,
            at=clock.now(),
            previous=previous,
        )
        entry.hash = hash_of_entry(entry)
        entry.save(force_insert=True)
        Head.objects.filter(pk=subject).update(sequence=entry.sequence, hash=entry.hash)
    return entry


def fingerprint(value: Any) -> str:
    """The HMAC of a value, with the id of its key: it shows that two are alike and tells nothing else."""
    key_id = envelope.current()
    key = hmac.digest(envelope.master(key_id), b"ledger fingerprint", sha256)
    return f"{key_id}:{hmac.digest(key, canonical(value), sha256).hex()}"


def verify(subject: str = "") -> Iterator[Break]:
    """The first break of every chain (or of one) that has one."""
    entries = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
    heads = Head.objects.filter(pk=subject) if subject else Head.objects.all()
    left = dict(heads.values_list("subject", "sequence"))
    chain = Chain("")
    for entry in entries.order_by("subject", "sequence").iterator():
        if entry.subject != chain.subject:
            yield from chain.ended(left.pop(chain.subject, 0))
            chain = Chain(entry.subject)
        yield from chain.read(entry)
    yield from chain.ended(left.pop(chain.subject, 0))
    yield from (Break(name, 1, "the entries are missing") for name, sequence in left.items() if sequence)


class Chain:
    """One chain as it is read through."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.sequence = 0
        self.hash = ""
        self.broken = False

    def read(self, entry: Entry) -> Iterator[Break]:
        reason = "" if self.broken else self._wrong(entry)
        if reason:
            self.broken = True
            yield Break(self.subject, self.sequence + 1, reason)
        self.sequence, self.hash = entry.sequence, entry.hash

    def ended(self, head: int) -> Iterator[Break]:
        if not self.broken and self.sequence != head:
            yield Break(self.subject, min(self.sequence, head) + 1, "the end of the chain is not where its head says")

    def _wrong(self, entry: Entry) -> str:
        if entry.sequence != self.sequence + 1:
            return "the entry is missing"
        if entry.previous != self.hash:
            return "it does not follow the entry before it"
        return "" if entry.hash == hash_of_entry(entry) else "it was changed"


def hash_of_entry(entry: Entry) -> str:
    """SHA-256 over everything an entry says and the hash before it."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hash_of(
        [entry.previous, entry.subject, entry.sequence, entry.kind, entry.data, entry.actor, entry.touch, at]
    )


def _locked_head(subject: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD, [subject])
        sequence, previous = cursor.fetchone() or (0, "")
    return int(sequence), str(previous)
