"""Search: by reference, or by words and numbers of what was said, whose tokens lie beside the cases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from services.casework import access
from services.casework.models import SearchToken
from services.casework.queue import PAGE, Page, by_id, first_of, listed, those_with
from services.casework.references import NotAReference
from services.casework.references import read as read_reference
from services.people.models import User
from services.people.staffing import Standing, standing
from services.record import tokens

NEWEST = ("-opened_at", "case")
EVER = datetime(1, 1, 1, tzinfo=UTC)
SCANNED = 2000
"""Cases with the rarest word that are looked through for the others; where there are more, each organisation has its
share of them, and whoever searches adds a word."""


def search(user: User, text: str) -> Page:
    """All that was typed must be in the case; the newest first."""
    held = standing(user)
    try:
        reference = read_reference(text)
    except NotAReference:
        return _by_words(held, text)
    return Page(tuple(listed(access.visible(held).filter(reference=reference))))


def _by_words(held: Standing, text: str) -> Page:
    wanted = [tokens.sought_number(text)] if _is_number(text) else tokens.sought(text)
    bodies = those_with(held, SearchToken.objects.all()) if wanted else []
    if not bodies:
        return Page(())
    counted = sorted(((_how_many(bodies, word), word) for word in wanted), key=lambda pair: pair[0])
    (many, rarest), *others = counted
    most = SCANNED if many < SCANNED else max(SCANNED // len(bodies), PAGE + 1)
    each = [_with_all(body, rarest, [word for _, word in others], most) for body in bodies]
    found = list(dict.fromkeys(case for case, _ in first_of(each, NEWEST, PAGE + 1)))
    return Page(by_id(held, found[:PAGE]), more=many >= SCANNED or len(found) > PAGE)


def _how_many(bodies: list[int], word: set[str]) -> int:
    """Up to SCANNED."""
    return SearchToken.objects.filter(authority__in=bodies, token__in=word)[:SCANNED].count()


def _with_all(body: int, rarest: set[str], others: list[set[str]], most: int) -> QuerySet[SearchToken, Any]:
    """Of so many of one organisation's newest cases with the rarest word, the first page with all the others."""
    newest = SearchToken.objects.order_by(*NEWEST).filter(authority=body, token__in=rarest)
    if others:  # a moment and not a list of them: read in order, and no further than the page
        last = newest.values("opened_at")[most - 1 : most]
        newest = newest.filter(opened_at__gte=Coalesce(Subquery(last), Value(EVER)))
    for word in others:
        newest = newest.filter(Exists(SearchToken.objects.filter(case=OuterRef("case"), token__in=word)))
    return newest.values_list("case", "opened_at")[: PAGE + 1]


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text)
