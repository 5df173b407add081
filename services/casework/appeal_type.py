"""The case type of an appeal: the platform's own, the same for every service."""

from __future__ import annotations

from functools import cache

from services.journeys.case_types import (
    ARCHIVED_AFTER,
    DESTROYED_AFTER,
    STEPS,
    Appeal,
    CaseStep,
    CaseType,
    Result,
)

APPEAL = "appeal"
UPHELD, NOT_UPHELD = "granted", "refused"
DAYS_TO_APPEAL = 30
DAYS_TO_DECIDE = 30
"""Calendar days, where a law says nothing else in the definition."""

DEFAULT = Appeal("", DAYS_TO_APPEAL, 0, {})


@cache
def appeal_type() -> CaseType:
    """Decided by a colleague; against what an appeal decides, the courts."""
    return CaseType(
        name=APPEAL,
        steps=tuple(CaseStep(step, tells=True) for step in STEPS),
        tasks=(),
        results=tuple(
            Result(name, ARCHIVED_AFTER, DESTROYED_AFTER) for name in (UPHELD, NOT_UPHELD, "withdrawn", "lapsed")
        ),
        documents=(),
        automatic=False,
        four_eyes=False,
        rules=(),
        appeal=None,
        priorities={},
    )
