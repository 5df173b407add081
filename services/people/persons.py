"""Persons: drawn up from what somebody said of themselves, each under a key of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import uuid4

from django.db import transaction

from services.people.models import Person
from services.record import clock, envelope, ledger


def draw_up(identity: Mapping[str, object], language: str) -> Person:
    """A person as they said who they are, not proved; the words of concepts (name, personal-id …) to answers."""
    person = Person(id=uuid4(), key=envelope.new_key(), language=language)
    person.identity = envelope.seal(person.key, json.dumps(identity).encode(), person.subject)
    person.save(force_insert=True)
    return person


def identity_of(person: Person) -> dict[str, object]:
    """What they said of themselves; raises envelope.Unreadable once erased."""
    read: dict[str, object] = json.loads(envelope.open(person.key, person.identity, person.subject))
    return read


@transaction.atomic
def merge(person: Person, into: Person, *, by: str) -> bool:
    """Two records of one person: the first points to the other from now on; False where it does so already."""
    if person == into or into.merged_into_id is not None:
        raise ValueError("a person is merged into another who stands for themselves")
    merged = Person.objects.filter(pk=person.pk, merged_into=None).update(merged_into=into)
    if merged:
        ledger.append(person.subject, "person.merged", {"into": str(into.pk)}, actor=by)
    return bool(merged)


@transaction.atomic
def erase(person: Person, *, by: str) -> None:
    """Nobody can read who they are any more, in any copy; the ledger of it stays."""
    envelope.destroy(person.key)
    Person.objects.filter(pk=person.pk).update(identity=b"")
    ledger.append(person.subject, "person.erased", {"at": clock.now().isoformat()}, actor=by)
