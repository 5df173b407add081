"""A case, read whole: for who works on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.api import queries
from services.api.showing.steps import answered
from services.api.speaking import spoken
from services.casework import access
from services.casework.applications import opened as opening
from services.casework.models import AnswerRow, Case, Deadline
from services.casework.trace import type_of
from services.people.models import User

PARTS = ("statuses", "tasks", "requests", "outputs", "links")
SEALED = ("notes", "decisions")
OF_APPLICATION = ("parties", "fees", "likenesses")


def whole(user: User, case_id: UUID) -> dict[str, Any]:
    """The case with everything in it; a problem where it is not theirs to see."""
    case = access.seen(user, queries.seen(user, case_id))
    return {
        "case": case,
        "results": list(type_of(case).decisions),
        "deadline": Deadline.objects.filter(case=case).first(),
        "answers": _answers(case),
        "documents": queries.filed(case.application_id),
        **{name: getattr(case, name).all() for name in PARTS},
        **{name: _opened(case, name) for name in SEALED},
        **{name: getattr(case.application, name).order_by("pk") for name in OF_APPLICATION},
    }


def _opened(case: Case, name: str) -> list[Any]:
    """What is sealed under the key of the application, which is at hand."""
    rows = list(getattr(case, name).all())
    for row in rows:
        row.case = case
    return rows


def _answers(case: Case) -> list[dict[str, Any]]:
    opened = opening.read(case.application_id, spoken())
    rows, phrases = queries.keyed(case.application_id), opened.phrases
    return [
        {**answered(each, phrases), **_origin(rows.get(each.instance))} for each in opened.interview.review().answers
    ]


def _origin(row: AnswerRow | None) -> dict[str, Any]:
    if row is None:
        return {"origin": "", "keyed_by": "", "channel": "", "at": None}
    return {"origin": row.source, "keyed_by": row.keyed_by, "channel": row.touch.channel, "at": row.at}
