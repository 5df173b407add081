"""Erasing what somebody may have erased, once nothing of it is open."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework.retention.erasing import erase_on_request
from services.look.fields import Option
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile

SURE = "erase"


def can_erase(file: CaseFile) -> bool:
    return bool(file.case.closed_at)


def erase(file: CaseFile, given: Given) -> object:
    if given.listed("sure") != [SURE]:
        raise Wrong("sure", gettext("Tick the box if everything is to be erased."))
    return erase_on_request(file.user, file.case.application_id)


def erase_form(file: CaseFile, given: Given) -> Form:
    sure = (Option(SURE, gettext("Erase everything that was said, given and written in this application")),)
    says = gettext(
        "Nobody can read it afterwards, in any copy. That it was here, and who erased it, stays in the ledger."
    )
    return one(given.field("checkboxes", "sure", gettext("Erase it"), options=sure), says=(says,))
