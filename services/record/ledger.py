"""The ledger: one chain of hashes for each subject; entries hold HMACs of answers, never the answers."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery

from services.journeys.canonical import canonical
from services.record import clock, envelope
from services.record.chain import Break, first_break, hash_of_entry, plain
from services.record.models import Entry, Head

# The head is made or locked in one statement, so that two writers of one chain stand in line.
LOCK_HEAD = """
INSERT INTO record_head (subject, sequence, hash) VALUES (%s, 0, '')
ON CONFLICT (subject) DO UPDATE SET sequence = record_head.sequence
RETURNING sequence, hash
"""


def append(subject: str, kind: str, data: Mapping[str, Any], *, actor: str, touch: str = "") -> Entry:
    """Write one entry at the end of the subject's chain, in the caller's transaction: three statements.

    `data` is JSON without floats and NULs (ValueError); it and `actor` carry ids and fingerprints, no answers.
    """
    said = plain(data)
    with transaction.atomic(savepoint=False):
        sequence, previous = _locked_head(subject)
        entry = Entry(
            subject=subject,
            sequence=sequence + 1,
            kind=kind,
            data=said,
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
    """The first break of every chain (or of one) that has one, while others go on writing."""
    for _, rows in groupby(_entries_with_heads(subject), key=lambda row: row[0].subject):
        entries, heads = zip(*rows, strict=True)
        if found := first_break(entries, heads[0]):
            yield found
    of_subject = Head.objects.filter(pk=subject) if subject else Head.objects.all()
    bare = of_subject.filter(~Exists(Entry.objects.filter(subject=OuterRef("pk"))), sequence__gt=0)
    yield from (Break(name, 1, "the entries are missing") for name in bare.order_by("pk").values_list("pk", flat=True))


def _entries_with_heads(subject: str) -> Iterator[tuple[Entry, tuple[int | None, str | None]]]:
    """In one statement: a head read apart from its entries would be behind or ahead of them."""
    entries = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
    head = Head.objects.filter(pk=OuterRef("subject"))
    both = entries.annotate(ends=Subquery(head.values("sequence")), ends_with=Subquery(head.values("hash")))
    for entry in both.order_by("subject", "sequence").iterator():
        yield entry, (entry.ends, entry.ends_with)


def _locked_head(subject: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD, [subject])
        sequence, previous = cursor.fetchone() or (0, "")
    return int(sequence), str(previous)
