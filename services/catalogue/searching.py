"""Finding a service by what people type, with its diacritics or without."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable

from services.catalogue.models import PublicService, SearchText

CONFIG = "unmarked"  # migration 0002: words without their marks
WORD = re.compile(r"\w+")
WORDS = 8
WEIGHED = (("A", ("title",)), ("B", ("summary",)), ("C", ("who", "need", "outcome")))


def index(service: PublicService, words: Mapping[str, Mapping[str, Any]]) -> None:
    """Write anew what the service is found by, in every language."""
    SearchText.objects.filter(service=service).delete()
    for code, written in words.items():
        weighed = [SearchVector(Value(_said(written, keys)), weight=weight, config=CONFIG) for weight, keys in WEIGHED]
        vector: Combinable = reduce(operator.add, weighed)
        SearchText.objects.create(service=service, language=code, vector=vector)


def found(text: str) -> QuerySet[SearchText]:
    """What holds every word typed, or words that begin so, best first."""
    wanted = WORD.findall(text)[:WORDS]
    if not wanted:
        return SearchText.objects.none()
    # only letters and digits are left of what was typed, so nothing in it can be an operator
    query = SearchQuery(" & ".join(f"{word}:*" for word in wanted), search_type="raw", config=CONFIG)
    ranked = SearchText.objects.filter(vector=query).annotate(rank=SearchRank(F("vector"), query))
    return ranked.select_related("service").order_by("-rank", "service__slug")


def _said(written: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    parts = (written.get(key, "") for key in keys)
    return " ".join(" ".join(part) if isinstance(part, list) else str(part) for part in parts)
