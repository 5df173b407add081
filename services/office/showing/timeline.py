"""What happened in a case, newest first: the steps it came to, and every entry of its ledger in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from services.office.case_file import CaseFile
from services.office.showing import moments
from services.record.models import Entry

HAPPENED = {
    "appeal.grounds": gettext_noop("The applicant gave the reasons for the objection"),
    "case.closed": gettext_noop("Closed"),
    "case.handed_on": gettext_noop("Handed on to %(to)s"),
    "case.linked": gettext_noop("Linked to another case"),
    "case.merged": gettext_noop("Merged into another case"),
    "case.merged_in": gettext_noop("Another case was merged into this one"),
    "case.noted": gettext_noop("A note was written"),
    "case.opened": gettext_noop("Opened"),
    "case.prioritised": gettext_noop("Its place in the queue was changed for a reason of the law"),
    "case.put_back": gettext_noop("Put back into the queue"),
    "case.reason": gettext_noop("A reason was written down"),
    "case.reopened": gettext_noop("Reopened"),
    "case.stepped": gettext_noop("Moved to another step"),
    "case.taken": gettext_noop("Taken in hand"),
    "contact.chosen": gettext_noop("The ways to reach the applicant were changed"),
    "deadline.extended": gettext_noop("The deadline was put off"),
    "deadline.lapsed": gettext_noop("The deadline passed"),
    "deadline.promised": gettext_noop("The applicant was told a later day"),
    "deadline.reason": gettext_noop("The reason for a later deadline was written down"),
    "deadline.resumed": gettext_noop("The deadline runs on"),
    "deadline.suspended": gettext_noop("The deadline stands still"),
    "decision.appealed": gettext_noop("The applicant objected"),
    "decision.made": gettext_noop("Decided"),
    "decision.proposed": gettext_noop("A decision was proposed"),
    "decision.turned_down": gettext_noop("The proposed decision was turned down"),
    "document.checked": gettext_noop("A document was checked"),
    "document.filed": gettext_noop("A paper was put into the file"),
    "fee.exemption_judged": gettext_noop("It was judged whether a fee is waived"),
    "glass.broken": gettext_noop("Somebody of another body opened this case, with a reason"),
    "glass.looked_into": gettext_noop("The reason for opening it was looked into"),
    "likeness.settled": gettext_noop("A likeness to another application was looked at"),
    "mandate.ended": gettext_noop("A mandate was taken back"),
    "mandate.given": gettext_noop("A mandate was given"),
    "notice.permanent_failure": gettext_noop("A message did not arrive"),
    "notice.sent": gettext_noop("A message to the applicant was sent"),
    "notice.technical_failure": gettext_noop("A message could not be sent, because something did not work"),
    "notice.temporary_failure": gettext_noop("A message could not be sent yet; it is tried again"),
    "notice.uncertain": gettext_noop("It is not known whether a message was sent"),
    "notice.written": gettext_noop("A message to the applicant was written"),
    "offer.lapsed": gettext_noop("An offer of another service lapsed"),
    "offer.refused": gettext_noop("An offer of another service was refused"),
    "offer.taken_up": gettext_noop("An offer of another service was taken up"),
    "output.handed_over": gettext_noop("A document was handed over"),
    "output.issued": gettext_noop("A document was issued"),
    "output.ordered": gettext_noop("A document is to be issued"),
    "output.ready": gettext_noop("A document waits to be collected"),
    "output.revoked": gettext_noop("A document was made invalid"),
    "output.sent": gettext_noop("A document was sent"),
    "output.way_chosen": gettext_noop("The applicant chose another way to get a document"),
    "party.confirmed": gettext_noop("Somebody who was asked has agreed"),
    "party.invited": gettext_noop("Somebody who must agree was asked"),
    "party.refused": gettext_noop("Somebody who was asked has refused"),
    "party.silent": gettext_noop("Somebody who was asked has not answered in time"),
    "request.answered": gettext_noop("The applicant sent what was asked for"),
    "request.lapsed": gettext_noop("The applicant has not sent what was asked for in time"),
    "request.made": gettext_noop("The applicant was asked for something"),
    "request.withdrawn": gettext_noop("What was asked for is not needed any more"),
    "service.offered": gettext_noop("Another service was offered"),
    "task.confirmed": gettext_noop("A task was confirmed by another person"),
    "task.done": gettext_noop("A task was done"),
    "task.opened": gettext_noop("A task came up"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    words: str
    who: str
    when: str


def timeline(file: CaseFile, named: Mapping[str, str]) -> tuple[Happening, ...]:
    steps = [
        (each.at, gettext("Step: %(step)s") % {"step": file.words.step(each.step)}, each.by) for each in file.statuses
    ]
    rest = [(entry.at, _in_words(entry, named), entry.actor) for entry in file.entries]
    newest = sorted((*rest, *steps), key=_at, reverse=True)
    return tuple(Happening(words, named.get(by, ""), moments.moment(at)) for at, words, by in newest)


def actors(file: CaseFile) -> set[str]:
    """Everybody whose name the timeline says."""
    handed = {str(entry.data["to"]) for entry in file.entries if "to" in entry.data}
    return {*(entry.actor for entry in file.entries), *(each.by for each in file.statuses), *handed}


def _in_words(entry: Entry, named: Mapping[str, str]) -> str:
    known = HAPPENED.get(entry.kind)
    return gettext(known) % {"to": named.get(str(entry.data.get("to")), "")} if known else entry.kind


def _at(happened: tuple[datetime, str, str]) -> datetime:
    return happened[0]
