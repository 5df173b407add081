"""The documents people get: issued, sent, ready, handed over."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from services.casework.outputs import issuing, moving
from services.look.fields import Option
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile
from services.office.showing import moments
from services.people import mandates
from services.people.models import Mandate, Person


def issue(file: CaseFile, given: Given) -> object:
    return issuing.issue(file.user, given.target)


def send(file: CaseFile, given: Given) -> object:
    return moving.sent(file.user, given.target, given.text("tracking"))


def ready(file: CaseFile, given: Given) -> object:
    return moving.ready(file.user, given.target)


def hand_over(file: CaseFile, given: Given) -> object:
    return moving.hand_over(file.user, given.target, _receiver(file, given.text("receiver")))


def send_form(file: CaseFile, given: Given) -> Form:
    hint = gettext("Where the post gives one; otherwise leave it empty.")
    return one(given.field("id", "tracking", gettext("Tracking number"), hint=hint))


def hand_over_form(file: CaseFile, given: Given) -> Form:
    """To the applicant, or to whom they gave a mandate; nobody else is offered."""
    said = gettext("Somebody with a mandate given on %(day)s")
    others = [Option(str(each.holder_id), said % {"day": moments.day_of(each.given_at)}) for each in _mandates(file)]
    options = (Option(moving.APPLICANT, gettext("The applicant")), *others)
    label = gettext("Who takes it? Look at what shows who they are.")
    return one(given.field("radios", "receiver", label, options=options))


def _mandates(file: CaseFile) -> list[Mandate]:
    acts = (mandates.COLLECT, mandates.ACT)
    return [each for each in mandates.of(file.case.subject) if any(act in each.acts for act in acts)]


def _receiver(file: CaseFile, said: str) -> Person | None:
    if said == moving.APPLICANT:
        return None
    holders: dict[str, UUID] = {str(each.holder_id): each.holder_id for each in _mandates(file)}
    if said not in holders:
        raise Wrong("receiver", gettext("Choose who takes it."))
    return Person.objects.get(pk=holders[said])
