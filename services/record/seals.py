"""Seals: each minute one hash over the heads moved since the seal before, and over that seal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import BigAutoField
from django.db.models.functions import Collate

from services.journeys.canonical import canonical, hash_of
from services.record import clock
from services.record.models import Seal, SealedHead

MOST = 100_000  # entries under one seal, so that what piled up does not make one long transaction
ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock(hashtext('record_seal'))"
IN_ORDER = Collate("subject", "C")  # by code points, whatever the order of the database

# What a writer has not committed yet is not seen here, so it stays noted for the next seal.
TAKE = """
WITH taken AS (
    DELETE FROM record_unsealed
    WHERE entry_id < coalesce((SELECT entry_id FROM record_unsealed ORDER BY entry_id OFFSET %s LIMIT 1), %s)
    RETURNING entry_id
)
INSERT INTO record_sealedhead (seal_id, subject, sequence, hash)
SELECT DISTINCT ON (subject) %s::bigint, subject, sequence, hash
FROM record_entry WHERE id IN (SELECT entry_id FROM taken)
ORDER BY subject, sequence DESC
ON CONFLICT (subject, sequence) DO NOTHING
"""


def seal() -> Seal | None:
    """Seal what moved; None if nothing did, if this minute has its seal, or if another is at it right now."""
    at = clock.now()
    made = Seal(at=at, minute=at.replace(second=0, microsecond=0))
    with transaction.atomic():
        if not _alone() or Seal.objects.filter(minute=made.minute).exists():
            return None
        last = Seal.objects.order_by("-number").first()
        made.number, made.previous = (last.number + 1, last.hash) if last else (1, "")
        _take(made.number)
        heads = SealedHead.objects.filter(seal_id=made.number).order_by(IN_ORDER)
        made.root, made.count = root_of(heads.values_list("subject", "sequence", "hash").iterator())
        if not made.count:
            return None
        made.hash = hash_of_seal(made)
        made.save(force_insert=True)
    return made


def root_of(heads: Iterable[tuple[str, int, str]]) -> tuple[str, int]:
    """SHA-256 over a line for each head (subject, sequence, hash), by subject; and how many they are."""
    digest, count = sha256(), 0
    for head in heads:
        digest.update(canonical(head) + b"\n")
        count += 1
    return digest.hexdigest(), count


def hash_of_seal(seal: Seal) -> str:
    """SHA-256 over everything a seal says and the hash of the seal before it."""
    at = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hash_of([seal.previous, seal.number, at, seal.root, seal.count])


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        (alone,) = cursor.fetchone() or (False,)
    return bool(alone)


def _take(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [MOST, BigAutoField.MAX_BIGINT, number])
