"""Documents, fees, tasks and likenesses: looked at, and settled."""

from __future__ import annotations

from services.casework import handling
from services.office.acting.action import Given
from services.office.case_file import CaseFile


def document(file: CaseFile, given: Given) -> object:
    return handling.check_document(file.user, file.case.pk, given.target, accepted=given.accepted)


def exemption(file: CaseFile, given: Given) -> object:
    return handling.accept_exemption(file.user, file.case.pk, given.number, accepted=given.accepted)


def likeness(file: CaseFile, given: Given) -> object:
    return handling.settle_likeness(file.user, file.case.pk, given.number)


def finish(file: CaseFile, given: Given) -> object:
    return handling.finish_task(file.user, given.target)


def confirm(file: CaseFile, given: Given) -> object:
    return handling.confirm_task(file.user, given.target)
