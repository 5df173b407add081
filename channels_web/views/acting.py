"""What a person does about their case: puts answers right, withdraws it, objects to what was decided."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_web.case.section import whole
from channels_web.views.showing import last_day, plain, spoken
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import applications, cases
from services.casework.appeal_type import DAYS_TO_DECIDE
from services.casework.applications import NotYours
from services.casework.cases import Followed
from services.casework.errors import NotNow
from services.casework.models import Request
from services.casework.noting import LONGEST
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.groups import Group
from services.journeys.types.letter_codes import LetterCode
from services.journeys.types.texts import LongText
from services.look.fields import Field, Option, typed
from services.record import limits

MOST = 12
GROUNDS = LongText(type="long_text", max=LONGEST)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Which answers are wrong? What was begun is gone on with."""
    before = visitor_of(request)
    before.holding(application_id)
    case = followed(application_id)
    if not case.can_correct:
        raise NotNow("already_decided" if case.decision else "case_closed")
    begun = next((each for each in case.requests if _own_wish(each)), None)
    if begun is not None:
        return redirect("web:request", application_id, begun.pk)
    options = _answers(application_id)
    known = {option.value for option in options}
    chosen = [name for name in request.POST.getlist("answers") if name in known]
    if request.method != "POST":
        return plain(request, "correct", id=str(application_id), field=_which(options))
    if not 0 < len(chosen) <= MOST:
        error = gettext("Choose at least one answer.") if not chosen else gettext("Choose twelve answers at most.")
        field = _which(options, ",".join(chosen), error)
        return plain(request, "correct", id=str(application_id), field=field, fields=(field,), status=422)
    visitor, touch = visiting(before)
    wish = cases.correct(application_id, chosen, touch=touch, keyed_by=CITIZEN)
    return remember(redirect("web:request", application_id, wish.pk), visitor, before)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Once more: is that what they want? Pressed twice, it is withdrawn once."""
    before = visitor_of(request)
    before.holding(application_id)
    if request.method == "POST":
        visitor, touch = visiting(before)
        cases.withdraw(application_id, touch=touch, keyed_by=CITIZEN)
        return remember(_to_case(application_id, "withdrawn"), visitor, before)
    case = followed(application_id)
    if not case.can_withdraw:
        raise NotNow("already_decided" if case.decision else "case_closed")
    return plain(request, "withdraw", id=str(application_id), title=case.title)


@require_http_methods(["GET", "HEAD", "POST"])
def oppose(request: HttpRequest, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Object in one's own words; what was typed stays where something is wrong with it."""
    before = visitor_of(request)
    before.holding(application_id)
    case = next((each for each in whole(followed(application_id)) if each.case_id == case_id), None)
    if case is None:
        raise NotYours
    if any(appeal.open for appeal in case.appeals):
        return _to_case(application_id, "objected")
    if not case.can_appeal:
        raise NotNow("appeal_too_late" if case.decision else "nothing_decided")
    if request.method != "POST":
        return _opposing(request, case, _grounds())
    limits.hit("appeals", str(application_id), "20/hour")
    raw = typed("textarea", "grounds", request.POST)
    try:
        said = str(GROUNDS.parse(raw, language(spoken())))
    except Invalid as wrong:
        field = _grounds(raw, language(spoken()).say(wrong.problem.code, **wrong.problem.details))
        return _opposing(request, case, field, status=422)
    visitor, touch = visiting(before)
    cases.appeal(case_id, said, touch=touch, keyed_by=CITIZEN)
    return remember(_to_case(application_id, "objected"), visitor, before)


def followed(application_id: UUID) -> Followed:
    """The case of this application; raises NotNow before it was sent."""
    case = cases.follow(application_id, language=spoken())
    if case is None:
        raise NotNow("not_sent")
    return case


def _own_wish(request: Request) -> bool:
    return request.asked_by == CITIZEN and request.state == Request.State.OPEN


def _answers(application_id: UUID) -> tuple[Option, ...]:
    """The answers that can be asked for again by themselves, each with what it is now."""
    phrases = applications.current(application_id, language=spoken()).phrases
    given = phrases.interview.review().answers
    return tuple(
        Option(each.instance, phrases.short(each.instance), phrases.shown(each.instance, each.value))
        for each in given
        if not each.question.group and not isinstance(each.question.answer, (Group, LetterCode))
    )


def _which(options: tuple[Option, ...], value: str = "", error: str = "") -> Field:
    label = gettext("Which answers are not right?")
    hint = gettext("Choose all of them. We then ask you these questions once more.")
    return Field("checkboxes", "answers", label, hint, value, options, error)


def _grounds(value: str = "", error: str = "") -> Field:
    label = gettext("Why do you not agree?")
    hint = gettext("Say it in your own words. You need no lawyer and no law.")
    return Field("textarea", "grounds", label, hint, value, error=error)


def _opposing(request: HttpRequest, case: Followed, field: Field, status: int = 200) -> HttpResponse:
    decided = case.decision
    until = last_day(decided.appeal_before) if decided and decided.appeal_before else ""
    return plain(
        request, "object", status, id=str(case.application_id), case=case, field=field, until=until,
        days=DAYS_TO_DECIDE, fields=(field,),
    )  # fmt: skip


def _to_case(application_id: UUID, said: str) -> HttpResponse:
    return redirect(f"{reverse('web:case', args=(application_id,))}?notice={said}")
