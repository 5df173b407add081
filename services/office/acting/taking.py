"""Whose hands a case is in."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import handling
from services.look.fields import Option
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile
from services.people import staffing
from services.people.models import User

MOST = 200  # colleagues to choose among


def can_take(file: CaseFile) -> bool:
    hers = {file.user.pk, *file.standing.stands_in_for}
    return not file.case.closed_at and file.case.handler_id != file.user.pk and file.case.handler_id in {None, *hers}


def can_give(file: CaseFile) -> bool:
    return not file.case.closed_at


def can_put_back(file: CaseFile) -> bool:
    return file.case.handler_id is not None and not file.case.closed_at


def take(file: CaseFile, given: Given) -> object:
    return handling.take(file.user, file.case.pk)


def put_back(file: CaseFile, given: Given) -> object:
    return handling.put_back(file.user, file.case.pk)


def hand_on(file: CaseFile, given: Given) -> object:
    colleague = next((each for each in colleagues(file) if str(each.pk) == given.text("colleague")), None)
    if colleague is None:
        raise Wrong("colleague", gettext("Choose a colleague."))
    return handling.hand_on(file.user, file.case.pk, colleague)


def to_whom(file: CaseFile, given: Given) -> Form:
    options = tuple(Option(str(each.pk), each.name) for each in colleagues(file))
    return one(given.field("radios", "colleague", gettext("To whom?"), options=options))


def colleagues(file: CaseFile) -> list[User]:
    """Everybody else of the organisation of the case."""
    organisation = file.case.authority_id
    found = staffing.colleagues([organisation] if organisation else [])
    return [each for each in found[:MOST] if each.pk != file.case.handler_id]
