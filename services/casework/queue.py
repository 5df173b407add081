"""The queue: what somebody may work on, in the order of the law, paged by key; never counted without a bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from services.casework import access
from services.casework.models import Case, SearchToken
from services.casework.references import NotAReference
from services.casework.references import read as read_reference
from services.people.models import User
from services.people.staffing import Standing, standing
from services.record import clock, tokens

PAGE = 25
ORDER = ("lane", "due_before", "began_on", "id")
"""Legal priority and the same-day lane first, then by the day it is due, then by the day of first contact.

The id, which is random, decides between equals: never the door somebody came through.
"""
SCANNED = 2000
"""Cases with one word that are looked through for the others; who has more adds a word."""
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Filter:
    """Which cases: mine or nobody's (`free`), in a state of STATES, of a type, step, language or team."""

    whose: str = ""
    state: str = "open"
    case_type: str = ""
    step: str = ""
    language: str = ""
    team: int | None = None

    def of(self, user: User, held: Standing) -> Q:
        """As a condition on the cases somebody may see."""
        condition = STATES.get(self.state, STATES["open"])(clock.now())
        if self.whose == "mine":
            condition &= access.mine(user)
        elif self.whose == "free":
            condition &= Q(handler=None)
        named = {"case_type": self.case_type, "step": self.step, "language": self.language, "team": self.team}
        return condition & Q(**{name: value for name, value in named.items() if value})


STATES: Mapping[str, Callable[[datetime], Q]] = {
    "open": lambda now: Q(closed_at=None, decided_at=None, waiting=False),
    "waiting": lambda now: Q(closed_at=None, waiting=True),
    "late": lambda now: Q(closed_at=None, decided_at=None, due_before__lte=now),
    "decided": lambda now: Q(closed_at=None, decided_at__isnull=False),
    "all": lambda now: Q(closed_at=None),
}


@dataclass(frozen=True)
class Page:
    """`after` is the key of the next page, "" on the last; `more` says that a search looked through only so many."""

    cases: tuple[Case, ...]
    after: str = ""
    more: bool = False


def page(user: User, wanted: Filter, after: str = "", size: int = PAGE) -> Page:
    """One page of the queue after this key; a key that is not ours begins at the front."""
    held = standing(user)
    found = _listed(access.visible(held).filter(wanted.of(user, held)))
    key = _read(after)
    if key is not None:
        found = found.filter(TupleGreaterThan(Tuple(*ORDER), key))
    rows = list(found.order_by(*ORDER)[: size + 1])
    return Page(tuple(rows[:size]), _key(rows[size - 1]) if len(rows) > size else "")


def next_free(user: User) -> Case | None:
    """The case to take up next: nobody's, at the front of the queue, in a language somebody's team speaks first."""
    held = standing(user)
    return _listed(access.visible(held).filter(Filter(whose="free").of(user, held))).order_by(*ORDER).first()


def counts(user: User) -> dict[str, int]:
    """How many there are of each state, up to MOST_COUNTED: a list is never counted without a bound."""
    held = standing(user)
    return {
        state: access.visible(held).filter(Filter(state=state).of(user, held))[:MOST_COUNTED].count()
        for state in ("open", "waiting", "late")
    }


def search(user: User, text: str) -> Page:
    """By reference, or by words and numbers of what was said: all of them must be in the case; the newest first."""
    held = standing(user)
    try:
        reference = read_reference(text)
    except NotAReference:
        return _by_words(held, text)
    return Page(tuple(_listed(access.visible(held).filter(reference=reference))))


def _by_words(held: Standing, text: str) -> Page:
    wanted = [tokens.sought_number(text)] if _is_number(text) else tokens.sought(text)
    if not wanted:
        return Page(())
    newest = [_newest(held, each) for each in wanted]
    rarest = min(newest, key=len)
    matching = set(rarest)
    for others in wanted:
        inside = SearchToken.objects.filter(case__in=matching, token__in=others)
        matching = set(inside.values_list("case", flat=True))
    found = _listed(access.visible(held).filter(pk__in=matching)).order_by("-opened_at", "id")[:PAGE]
    return Page(tuple(found), more=len(rarest) >= SCANNED or len(matching) > PAGE)


def _newest(held: Standing, sought: set[str]) -> list[UUID]:
    """The newest cases with one of these tokens, up to SCANNED."""
    rows = SearchToken.objects.filter(authority__in=held.organisations, token__in=sought)
    return list(rows.order_by("-opened_at").values_list("case", flat=True)[:SCANNED])


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("handler", "version__service", "authority").defer("version__rules")


def _key(case: Case) -> str:
    key = [case.lane, case.due_before.isoformat(), case.began_on.isoformat(), str(case.pk)]
    return signing.dumps(key, salt="casework queue", compress=True)


def _read(after: str) -> tuple[int, datetime, str, str] | None:
    try:
        lane, due, began, pk = signing.loads(after, salt="casework queue")
        return int(lane), datetime.fromisoformat(due), str(began), str(pk)
    except (signing.BadSignature, ValueError, TypeError):
        return None
