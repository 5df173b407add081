"""What somebody may do in a case as it stands: the buttons and links beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from services.office.acting.table import ACTIONS
from services.office.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Offered:
    """`press` is done at once, anything else has a form first."""

    name: str
    words: str
    key: str
    press: bool


def offered(file: CaseFile) -> tuple[Offered, ...]:
    """Only what is theirs to do: a link that leads to a refusal helps nobody."""
    if not file.belongs:
        return ()
    return tuple(
        Offered(name, gettext(action.says), action.key, press=action.form is None)
        for name, action in ACTIONS.items()
        if action.offered and (not action.role or file.has(action.role)) and action.offered(file)
    )
