"""A followed case with its parts and appeals, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from uuid import UUID

from services.api.problems import Told
from services.casework import cases
from services.casework.cases import Followed


def following(application_id: UUID, language: str) -> dict[str, Any]:
    """Everything the person can see in their case; a problem before it was sent."""
    found = cases.follow(application_id, language=language)
    if found is None:
        raise Told(409, "not_sent")
    return {"application": application_id, "cases": [_shown(*each) for each in _all(found)]}


def _all(case: Followed, kind: str = "main", above: UUID | None = None) -> Iterator[tuple[Followed, str, UUID | None]]:
    yield case, kind, above
    for part in case.parts:
        yield from _all(part, "part", case.case_id)
    for appeal in case.appeals:
        yield from _all(appeal, "appeal", case.case_id)


def _shown(case: Followed, kind: str, above: UUID | None) -> dict[str, Any]:
    return {"kind": kind, "above": above, **{each.name: getattr(case, each.name) for each in fields(case)}}
