"""The place of a case in the queue, the step it has reached, its deadline, and notes."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import handling
from services.look.fields import Option
from services.office.acting.action import Form, Given, one
from services.office.case_file import CaseFile
from services.office.showing.clockwork import may_be_put_off


def open_case(file: CaseFile) -> bool:
    return not file.case.closed_at


def has_steps(file: CaseFile) -> bool:
    return open_case(file) and bool(file.type.own_steps)


def has_priorities(file: CaseFile) -> bool:
    return open_case(file) and bool(file.type.priorities)


def can_extend(file: CaseFile) -> bool:
    return file.deadline is not None and may_be_put_off(file.deadline)


def note(file: CaseFile, given: Given) -> object:
    return handling.note(file.user, file.case.pk, given.text("text"))


def step(file: CaseFile, given: Given) -> object:
    return handling.set_step(file.user, file.case.pk, given.text("step"))


def prioritise(file: CaseFile, given: Given) -> object:
    return handling.prioritise(file.user, file.case.pk, given.text("priority"))


def extend(file: CaseFile, given: Given) -> object:
    return handling.extend(file.user, file.case.pk, given.text("text"))


def note_form(file: CaseFile, given: Given) -> Form:
    hint = gettext("For colleagues and for the file; the applicant does not see it.")
    return one(given.field("textarea", "text", gettext("Note"), hint=hint))


def step_form(file: CaseFile, given: Given) -> Form:
    options = tuple(Option(name, file.words.step(name)) for name in file.type.own_steps)
    return one(given.field("radios", "step", gettext("Which step has it reached?"), options=options))


def priority_form(file: CaseFile, given: Given) -> Form:
    """Only for a reason that the law gives."""
    reasons = tuple(
        Option(name, file.words.priority(name), str(basis.get("title", "")))
        for name, basis in file.type.priorities.items()
    )
    usual = Option("", gettext("Its usual place"))
    said = gettext("Why does it go first?")
    return one(given.field("radios", "priority", said, value=file.case.priority, options=(*reasons, usual)))


def extend_form(file: CaseFile, given: Given) -> Form:
    hint = gettext("The applicant is told this reason: write it in their language, %(language)s.")
    said = hint % {"language": file.opened.language.name}
    return one(given.field("textarea", "text", gettext("Why does it take longer?"), hint=said))
