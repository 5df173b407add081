"""Deciding, confirming, correcting, reopening: the result in words, the grounds, the law, and what can be done then."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import deciding, handling
from services.casework.appeal_type import APPEAL, DEFAULT
from services.casework.models import Decision
from services.catalogue import queries
from services.look.fields import Option
from services.office.acting.action import Form, Given, one
from services.office.case_file import CaseFile
from services.office.showing.names import names_of

State = Decision.State


def can_decide(file: CaseFile) -> bool:
    return not (file.case.decided_at or file.case.closed_at) and not proposed(file)


def can_correct(file: CaseFile) -> bool:
    return bool(file.case.decided_at) and not proposed(file)


def can_reopen(file: CaseFile) -> bool:
    return bool(file.case.decided_at or file.case.closed_at)


def proposed(file: CaseFile) -> bool:
    return any(each.state == State.PROPOSED for each in file.decisions)


def decide(file: CaseFile, given: Given) -> object:
    return handling.decide(file.user, file.case.pk, given.text("result"), given.text("grounds"), _basis(file, given))


def correct(file: CaseFile, given: Given) -> object:
    result, grounds, basis = given.text("result"), given.text("grounds"), _basis(file, given)
    return handling.correct(file.user, file.case.pk, result, grounds, basis, wrong=given.target)


def standing(file: CaseFile) -> str:
    """The decision that is looked at while it is put right."""
    return next((str(each.pk) for each in file.decisions if each.state == State.STANDS), "")


def confirm(file: CaseFile, given: Given) -> object:
    return handling.confirm(file.user, file.case.pk)


def turn_down(file: CaseFile, given: Given) -> object:
    return handling.turn_down(file.user, file.case.pk, given.text("text"))


def reopen(file: CaseFile, given: Given) -> object:
    return handling.reopen(file.user, file.case.pk, given.text("text"))


def result_and_grounds(file: CaseFile, given: Given) -> Form:
    """Of a decision that is put right, as it was decided."""
    standing = next((each for each in file.decisions if each.state == State.STANDS), None)
    grounds = deciding.grounds_of(standing) if standing else ""
    results = tuple(Option(name, file.words.result(name)) for name in file.type.decisions)
    laws = tuple(Option(str(number), " ".join(filter(None, law))) for number, law in enumerate(_laws(file)))
    every = ",".join(law.value for law in laws)
    hint = gettext("Why: in the language of the applicant, %(language)s, and so that they understand it.")
    return one(
        given.field("radios", "result", gettext("Result"), value=standing.result if standing else "", options=results),
        given.field(
            "textarea",
            "grounds",
            gettext("Grounds"),
            hint=hint % {"language": file.opened.language.name},
            value=grounds,
        ),
        given.field("checkboxes", "laws", gettext("Legal basis"), value=every, options=laws),
        given.field("text", "law", gettext("Another law")),
        given.field("text", "article", gettext("Its article")),
        says=tuple(told(file)),
    )


def reason(file: CaseFile, given: Given) -> Form:
    return one(given.field("textarea", "text", gettext("Reason"), hint=gettext("It stays in the file.")))


def told(file: CaseFile) -> list[str]:
    """What the person is told with the decision, before it is made; and who else has to look at it."""
    said = [gettext("A second person confirms it before it stands.")] if file.type.four_eyes else []
    if file.case.case_type == APPEAL:
        return [*said, gettext("The applicant is told that they can go to court against it.")]
    appeal = file.type.appeal or DEFAULT
    if appeal.months:
        words = gettext("The applicant is told that they can object within %(length)s months, through any door.")
        return [*said, words % {"length": appeal.months}]
    words = gettext("The applicant is told that they can object within %(length)s days, through any door.")
    return [*said, words % {"length": appeal.calendar_days or DEFAULT.calendar_days}]


def who_was_first(file: CaseFile) -> str:
    """Of two who decide at once, the second learns what the first one did."""
    first = Decision.objects.filter(case=file.case, state__in=(State.STANDS, State.PROPOSED)).first()
    if first is None:
        return ""
    by = first.decided_by or first.proposed_by
    said = {"who": names_of([by])[by], "result": file.words.result(first.result)}
    if first.state == State.PROPOSED:
        return gettext("%(who)s has proposed: %(result)s.") % said
    return gettext("%(who)s has decided: %(result)s.") % said


def _laws(file: CaseFile) -> list[tuple[str, str]]:
    written = queries.rules_of(file.case.version).get("legal_basis", ())
    return [(str(each.get("title", "")), str(each.get("article", ""))) for each in written]


def _basis(file: CaseFile, given: Given) -> list[dict[str, str]]:
    chosen = set(given.listed("laws"))
    laws = [law for number, law in enumerate(_laws(file)) if str(number) in chosen]
    laws += [(given.text("law"), given.text("article"))]
    return [{"title": title, "article": article} for title, article in laws if title]
