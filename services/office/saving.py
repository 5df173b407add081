"""Filters of the queue, saved under names of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from services.office.models import SavedFilter
from services.people.models import User

MOST = 20
LONGEST = 60


class NoName(ValueError):
    """A saved filter wants a name that fits."""


class Enough(ValueError):
    """Nobody finds anything among more than MOST."""


def save(user: User, name: str, wanted: Mapping[str, str]) -> SavedFilter:
    """Keep it; one of the same name is replaced. Raises NoName, Enough."""
    named = " ".join(name.split())
    if not 0 < len(named) <= LONGEST:
        raise NoName
    of_user = SavedFilter.objects.filter(user=user)
    if of_user.exclude(name=named).count() >= MOST:
        raise Enough
    saved, _ = SavedFilter.objects.update_or_create(user=user, name=named, defaults={"wanted": dict(wanted)})
    return saved


def forget(user: User, filter_id: int) -> None:
    SavedFilter.objects.filter(user=user, pk=filter_id).delete()
