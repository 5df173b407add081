"""Asking the applicant: questions of the service once more, and up to three of one's own."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import handling
from services.casework.handling import Own
from services.casework.models import Request
from services.catalogue import queries
from services.look.fields import Field, Option
from services.office.acting.action import Form, Given, Part, Wrong
from services.office.case_file import CaseFile

OWN = ("own1", "own2", "own3")
NOT_AGAIN = ("group", "letter_code")
DAYS = "14"


def can_ask(file: CaseFile) -> bool:
    return not (file.case.decided_at or file.case.closed_at)


def ask(file: CaseFile, given: Given) -> object:
    own = [_own(given, name) for name in OWN if given.text(f"{name}_text")]
    days = given.text("days")
    if not (days.isascii() and days.isdigit() and len(days) < 5):
        raise Wrong("days", gettext("Say in how many days, as a number."))
    return handling.ask(file.user, file.case.pk, again=given.listed("again"), own=own, days=int(days))


def withdraw(file: CaseFile, given: Given) -> object:
    return handling.withdraw_request(file.user, given.target)


def has_open(file: CaseFile) -> bool:
    return any(each.state == Request.State.OPEN for each in file.requests)


def what(file: CaseFile, given: Given) -> Form:
    """In the words of the office where it asks again; one's own question is in the language of the case."""
    again = given.field("checkboxes", "again", gettext("Ask again"), options=_again(file))
    days = given.field("number", "days", gettext("Days to answer"), value=DAYS)
    own = [Part(_fields(given, name), _heading(number), folded=number > 1) for number, name in enumerate(OWN, 1)]
    said = gettext("Write your own question in the language of the applicant: %(language)s.")
    return Form((Part((again,)), *own, Part((days,))), (said % {"language": file.opened.language.name},))


def _again(file: CaseFile) -> tuple[Option, ...]:
    opened = file.opened
    phrases = queries.words_of(opened.application.version, file.office_language).about(opened.interview)
    asked = [place.question for place in opened.interview.places.values() if not place.question.group]
    return tuple(Option(each.id, phrases.short(each.id)) for each in asked if each.answer.type not in NOT_AGAIN)


def _heading(number: int) -> str:
    return gettext("A question of your own") if number == 1 else gettext("One more question of your own")


def _fields(given: Given, name: str) -> tuple[Field, ...]:
    return (
        given.field("text", f"{name}_text", gettext("Question")),
        given.field("radios", f"{name}_type", gettext("What kind of answer?"), value="text", options=kinds()),
        given.field(
            "textarea", f"{name}_options", gettext("Answers to choose from, one a line"),
            hint=gettext("Only where one of several answers is to be chosen."),
        ),
    )  # fmt: skip


def kinds() -> tuple[Option, ...]:
    said = {
        "text": gettext("A few words"),
        "long_text": gettext("A longer text"),
        "yes_no": gettext("Yes or no"),
        "choice": gettext("One of several answers"),
        "date": gettext("A date"),
        "whole_number": gettext("A number"),
        "money": gettext("An amount of money"),
        "evidence": gettext("A file or a photo"),
    }
    return tuple(Option(kind, words) for kind, words in said.items())


def _own(given: Given, name: str) -> Own:
    options = [line.strip() for line in given.text(f"{name}_options").splitlines() if line.strip()]
    return Own(given.text(f"{name}_type"), given.text(f"{name}_text"), options=tuple(options))
