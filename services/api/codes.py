"""With which status of HTTP each thing that the one door says is told."""

from __future__ import annotations

from collections.abc import Mapping

from services.casework.applications import Expired, NotAReference, NotAsked, NotProven, NotYours, TooMany, WrongSecret
from services.casework.errors import DocumentRefused, DoorError, NotAllowed, NotNow

ASKED_WRONGLY = frozenset(
    (
        "no_such_result", "grounds_missing", "legal_basis_missing", "no_such_priority", "no_such_step", "words_missing",
        "paper_missing", "words_too_long", "days_out_of_range", "nothing_asked", "not_asked_again", "question_missing",
        "options_missing", "link_to_itself", "way_missing", "no_such_way", "tracking_too_long",
    )
)  # fmt: skip
"""Of what cannot be done now: what could, had it been asked for rightly."""
OF_PROOFS: Mapping[str, int] = {"proof_way_closed": 409, "proof_code_over": 409}
OF_FILES: Mapping[str, int] = {
    "document_too_large": 413,
    "document_kind": 415,
    "document_name_lies": 415,
    "document_not_scanned": 503,
    "document_too_many": 409,
}
OF_DOORS: Mapping[type[DoorError], int] = {
    NotYours: 404,
    NotAsked: 404,
    Expired: 410,
    WrongSecret: 403,
    NotAReference: 422,
    NotAllowed: 403,
    TooMany: 429,
}


def status_of(error: DoorError) -> int:
    """409 where nothing was wrong with what was asked, but for the state it came upon."""
    if isinstance(error, NotNow):
        return 422 if error.code in ASKED_WRONGLY else 409
    if isinstance(error, NotProven):
        return OF_PROOFS.get(error.code, 422)
    if isinstance(error, DocumentRefused):
        return OF_FILES.get(error.code, 422)
    return OF_DOORS.get(type(error), 409)
