"""The queue: what somebody may work on, in the order of the law, paged by key; never counted without a bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from services.casework import access
from services.casework.models import Case
from services.catalogue.models import Organisation
from services.people.models import User
from services.people.staffing import Standing, standing
from services.record import clock

PAGE = 25
ORDER = ("lane", "due_before", "began_on", "id")
"""Legal priority and the same-day lane first, then by the day it is due, then by the day of first contact.

The id, which is random, decides between equals: never the door somebody came through.
"""
NOTHING_ELSE = Q()
Stage = Case.Stage
UNDECIDED = (Stage.OPEN, Stage.WAITING)
LIVE = (*UNDECIDED, Stage.DECIDED)


def _late(now: datetime) -> list[Q]:
    return [Q(stage=stage, lane=lane, due_before__lte=now) for stage in UNDECIDED for lane in Case.Lane]


STATES: Mapping[str, Callable[[datetime], list[Q]]] = {
    "open": lambda now: [Q(stage=Stage.OPEN)],
    "waiting": lambda now: [Q(stage=Stage.WAITING)],
    "late": _late,
    "decided": lambda now: [Q(stage=Stage.DECIDED)],
    "all": lambda now: [Q(stage=stage) for stage in LIVE],
}
"""Each state as stretches of the queue: within one of them, the index of an organisation has its cases in order."""


@dataclass(frozen=True)
class Filter:
    """Which cases: mine or nobody's (`free`), in a state of STATES, of a type, step, language or team."""

    whose: str = ""
    state: str = "open"
    case_type: str = ""
    step: str = ""
    language: str = ""
    team: int | None = None

    @property
    def stretches(self) -> list[Q]:
        return STATES.get(self.state, STATES["open"])(clock.now())

    def narrowed(self, user: User) -> Q:
        """What else must be true of them."""
        named = {"case_type": self.case_type, "step": self.step, "language": self.language, "team": self.team}
        condition = Q(**{name: value for name, value in named.items() if value})
        if self.whose == "mine":
            return condition & access.mine(user)
        return condition & Q(handler=None) if self.whose == "free" else condition


@dataclass(frozen=True)
class Page:
    """`after` is the key of the next page, "" on the last; `more` says that a search looked through only so many."""

    cases: tuple[Case, ...]
    after: str = ""
    more: bool = False


def page(user: User, wanted: Filter, after: str = "", size: int = PAGE) -> Page:
    """One page of the queue after this key; a key that is not ours begins at the front."""
    condition, key = wanted.narrowed(user), _read(after)
    if key is not None:
        condition &= Q(TupleGreaterThan(Tuple(*ORDER), key))
    held = standing(user)
    keys = front(held, wanted.stretches, size + 1, narrowed=condition)
    rows = by_id(held, [key[-1] for key in keys[:size]])
    return Page(rows, _key(keys[size - 1]) if len(keys) > size else "")


def next_free(user: User) -> Case | None:
    """The case to take up next: nobody's, at the front of the queue, in a language somebody's team speaks first."""
    wanted = Filter(whose="free")
    held = standing(user)
    keys = front(held, wanted.stretches, 1, narrowed=wanted.narrowed(user))
    return next(iter(by_id(held, [key[-1] for key in keys])), None)


def front(
    held: Standing, stretches: Sequence[Q], size: int, *columns: str, narrowed: Q = NOTHING_ELSE
) -> list[tuple[Any, ...]]:
    """These columns and ORDER of the first cases: of each stretch in each organisation, then of them all.

    So that the database reads no more of its index than the page holds, however many organisations somebody serves.
    """
    live = Case.objects.filter(narrowed, destroyed_at=None, closed_at=None)
    each = [
        live.filter(stretch, authority=authority).order_by(*ORDER).values_list(*columns, *ORDER)[:size]
        for authority in those_with(held, live)
        for stretch in stretches
    ]
    return first_of(each, ORDER, size)


def first_of(each: Sequence[QuerySet[Any, tuple[Any, ...]]], order: Sequence[str], size: int) -> list[tuple[Any, ...]]:
    """The first rows of them all, of which each is in this order already."""
    if len(each) < 2:  # a union of one cannot be ordered anew
        return [row for rows in each for row in rows]
    return list(each[0].union(*each[1:], all=True).order_by(*order)[:size])


def those_with(held: Standing, rows: QuerySet[Any]) -> list[int]:
    """The organisations that have any of these: in a union one without costs as much to plan as one with many."""
    theirs = Organisation.objects.filter(Exists(rows.filter(authority=OuterRef("pk"))), pk__in=held.organisations)
    return list(theirs.order_by("pk").values_list("pk", flat=True))


def listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("handler", "version__service", "authority").defer("version__rules")


def by_id(held: Standing, ids: list[UUID]) -> tuple[Case, ...]:
    found = listed(access.visible(held)).in_bulk(ids)
    return tuple(found[each] for each in ids if each in found)


def _key(key: tuple[int, datetime, date, UUID]) -> str:
    lane, due, began, pk = key
    said = [lane, due.isoformat(), began.isoformat(), str(pk)]
    return signing.dumps(said, salt="casework queue", compress=True)


def _read(after: str) -> tuple[int, datetime, str, str] | None:
    try:
        lane, due, began, pk = signing.loads(after, salt="casework queue")
        return int(lane), datetime.fromisoformat(due), str(began), str(pk)
    except (signing.BadSignature, ValueError, TypeError):
        return None
