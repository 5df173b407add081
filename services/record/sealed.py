"""Is what was sealed still so? A chain rewritten as a whole no longer fits its seals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from services.record.chain import Break
from services.record.models import Entry, Head, Seal, SealedHead, Unsealed
from services.record.seals import IN_ORDER, hash_of_seal, root_of


def broken(subject: str = "") -> Iterator[Break]:
    """Every seal that is missing or changed, and every chain (or one) that is not as its seals knew it."""
    if not subject:
        yield from _broken_seals()
    for head in _lost_heads(subject).iterator():
        yield Break(head.subject, head.sequence, f"seal {head.seal_id} knows another")
    for entry in _left_out(subject).iterator():
        yield Break(entry.subject, entry.sequence, "no seal covers it, and none was going to")


def _broken_seals() -> Iterator[Break]:
    expected, previous = 1, ""
    for _, rows in groupby(_seals_with_heads(), key=lambda row: row.number):
        seal = next(rows)
        heads = ((row.subject, row.sequence, row.head) for row in chain([seal], rows) if row.subject is not None)
        root = root_of(heads)
        if reason := _wrong(seal, expected, previous, root):
            yield Break("seal", min(expected, seal.number), reason)
        expected, previous = seal.number + 1, seal.hash


def _wrong(seal: Seal, expected: int, previous: str, root: tuple[str, int]) -> str:
    if seal.number != expected:
        return "it is missing"
    if seal.previous != previous:
        return "it does not follow the seal before it"
    if seal.hash != hash_of_seal(seal):
        return "it was changed"
    return "" if root == (seal.root, seal.count) else "the heads under it were changed"


def _seals_with_heads() -> Iterator[Any]:
    """A row for each head, and one for a seal without any: in one statement, while others go on sealing."""
    rows = Seal.objects.annotate(subject=F("heads__subject"), sequence=F("heads__sequence"), head=F("heads__hash"))
    return rows.order_by("number", IN_ORDER).iterator()


def _lost_heads(subject: str) -> QuerySet[SealedHead]:
    sealed = SealedHead.objects.filter(subject=subject) if subject else SealedHead.objects.all()
    same = Entry.objects.filter(subject=OuterRef("subject"), sequence=OuterRef("sequence"), hash=OuterRef("hash"))
    return sealed.filter(~Exists(same)).order_by("seal_id", "subject")


def _left_out(subject: str) -> QuerySet[Entry]:
    """Ends of chains neither sealed nor noted for the next seal."""
    entries = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
    ends = Head.objects.filter(pk=OuterRef("subject"), sequence=OuterRef("sequence"))
    sealed = SealedHead.objects.filter(subject=OuterRef("subject"), sequence=OuterRef("sequence"))
    noted = Unsealed.objects.filter(pk=OuterRef("pk"))
    return entries.filter(Exists(ends), ~Exists(sealed), ~Exists(noted)).order_by("subject")
