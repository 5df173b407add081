"""Cases that have to do with each other, found by their reference; and people found to be asked."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from services.casework import access, handling, parties, sentences
from services.casework.references import NotAReference
from services.casework.references import read as read_reference
from services.look.fields import Field, Option
from services.look.languages import language
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile
from services.office.showing import names
from services.people.contact_plans import WAYS


def can_merge(file: CaseFile) -> bool:
    return not (file.case.decided_at or file.case.closed_at)


def link(file: CaseFile, given: Given) -> object:
    return handling.link(file.user, file.case.pk, _other(file, given))


def merge(file: CaseFile, given: Given) -> object:
    return handling.merge(file.user, file.case.pk, _other(file, given))


def reach(file: CaseFile, given: Given) -> object:
    return parties.reach(file.user, given.number, given.text("way"), given.text("address"))


def link_form(file: CaseFile, given: Given) -> Form:
    return one(_reference(given))


def merge_form(file: CaseFile, given: Given) -> Form:
    said = gettext("This case ends, and the applicant is told under which reference theirs goes on.")
    return one(_reference(given), says=(said,))


def reach_form(file: CaseFile, given: Given) -> Form:
    options = tuple(Option(way, names.way(way)) for way in WAYS)
    return one(
        given.field("radios", "way", gettext("How can they be reached?"), options=options),
        given.field("text", "address", gettext("Address or number")),
    )


def _reference(given: Given) -> Field:
    value = given.data.get("reference", "")
    return given.field("id", "reference", gettext("Reference of the other case"), value=value)


def _other(file: CaseFile, given: Given) -> UUID:
    """The case of one of their own organisations with this reference; raises Wrong."""
    try:
        reference = read_reference(given.text("reference"))
    except NotAReference as wrong:
        raise Wrong("reference", sentences.say(language(), wrong.code)) from None
    found = access.visible(file.standing).filter(reference=reference).values_list("pk", flat=True).first()
    if found is None:
        raise Wrong("reference", gettext("No case of yours has this reference. Check it and enter it again."))
    return found
