"""Asking the applicant for something: questions and evidence in the language of definitions, within a time limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from services.casework import access, requests
from services.casework.clocks import authority, limits
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Limit, Request
from services.casework.trace import reach, trace
from services.catalogue import queries
from services.journeys.law import Limit as Length
from services.people.models import User
from services.record import clock

OWN_TYPES = ("text", "long_text", "yes_no", "choice", "date", "whole_number", "money", "evidence")
DAYS = (3, 180)
MOST = 12  # questions
LONGEST = 500


@dataclass(frozen=True)
class Own:
    """A question in the caseworker's own words, in the language of the case; `options` are those of a choice."""

    type: str
    text: str
    hint: str = ""
    options: tuple[str, ...] = ()


@transaction.atomic
def ask(user: User, case_id: UUID, *, again: Sequence[str] = (), own: Sequence[Own] = (), days: int = 14) -> Request:
    """Ask questions of the service `again`, and `own` ones; the deadline stands still where its law says so.

    The applicant answers through any door within so many calendar days. Raises NotNow, NotAllowed.
    """
    case = access.working_on(user, case_id)
    if case.closed_at or case.decided_at:
        raise NotNow("case_closed")
    if not DAYS[0] <= days <= DAYS[1]:
        raise NotNow("days_out_of_range", min=str(DAYS[0]), max=str(DAYS[1]))
    request = draw_up(case, again, own, days, by=str(user.pk))
    reach(case, "waiting", by=str(user.pk))
    Case.objects.filter(pk=case.pk).update(waiting=True)
    authority.suspend(case, "request", str(request.pk), actor=str(user.pk))
    return request


@transaction.atomic
def withdraw_request(user: User, request_id: UUID) -> bool:
    """It is not needed any more; what was answered so far stays in the file. False where it was answered."""
    case_id = Request.objects.filter(pk=request_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotAllowed
    case = access.working_on(user, case_id)
    if not Request.objects.filter(pk=request_id, state=Request.State.OPEN).update(state=Request.State.WITHDRAWN):
        return False
    limits.meet(Limit.Kind.REQUEST, str(request_id))
    go_on(case, str(request_id), by=str(user.pk))
    trace(case, "request.withdrawn", {"request": str(request_id)}, actor=str(user.pk), request=str(request_id))
    return True


def draw_up(case: Case, again: Sequence[str], own: Sequence[Own], days: int, *, by: str, touch: str = "") -> Request:
    """The request, saved, with its limit; within a write. Raises NotNow."""
    words = {f"q{number}": _words(each) for number, each in enumerate(own, 1)}
    questions = [*_again(case, again), *(_own(name, each) for name, each in zip(words, own, strict=True))]
    if not 0 < len(questions) <= MOST:
        raise NotNow("nothing_asked", max=str(MOST))
    request = Request(id=uuid4(), case=case, asked_at=clock.now(), asked_by=by, before=clock.now())
    request.rules = {"service": case.version.service.slug, "questions": questions}
    request.words_sealed = requests.sealed(request, "words", words)
    request.values_sealed = requests.sealed(request, "values", {})
    request.save(force_insert=True)
    calendar = queries.journey_of(case.version).law.calendar
    running = limits.begin(
        Limit.Kind.REQUEST, str(request.pk), Length("calendar_days", days), calendar,
        application=case.application, case=case,
    )  # fmt: skip
    request.before = running.before
    request.save(update_fields=["before"])
    data = {"request": str(request.pk), "again": list(again), "own": len(own)}
    trace(case, "request.made", data, actor=by, touch=touch, request=str(request.pk))
    return request


def go_on(case: Case, request_id: str, *, by: str) -> None:
    """Nothing more is owed for this request: the deadline goes on, and so does the work once nothing else is open."""
    authority.resume(case, request_id, actor=by)
    if not Request.objects.filter(case=case, state=Request.State.OPEN).exists():
        Case.objects.filter(pk=case.pk).update(waiting=False)
        if case.step == "waiting":
            reach(case, "in_progress", by=by)


def _again(case: Case, instances: Sequence[str]) -> list[dict[str, Any]]:
    """The service's own questions as written, without the conditions that speak of others."""
    written = {each["ask"]: each for each in queries.rules_of(case.version)["questions"]}
    if any(name not in written or written[name]["type"] in ("group", "letter_code") for name in instances):
        raise NotNow("not_asked_again")
    left_out = ("when", "must", "once_only")
    return [_now({key: value for key, value in written[name].items() if key not in left_out}) for name in instances]


def _now(question: dict[str, Any]) -> dict[str, Any]:
    """The time limit of a request is for all of it: nothing in it is put off again."""
    return question | ({"later": False} if question["type"] == "evidence" else {})


def _own(name: str, own: Own) -> dict[str, Any]:
    if own.type not in OWN_TYPES or not own.text.strip() or len(own.text) > LONGEST:
        raise NotNow("question_missing", max=str(LONGEST))
    settings: dict[str, dict[str, Any]] = {
        "choice": {"options": list(_options(own))},
        "money": {"currency": "VND"},
        "evidence": {"accepts": ["pdf", "jpeg", "png"], "most": 5, "later": False},
        "text": {"max": 200},
        "long_text": {"max": 2000},
    }
    if own.type == "choice" and len(own.options) < 2:
        raise NotNow("options_missing")
    return {"ask": name, "type": own.type, **settings.get(own.type, {})}


def _words(own: Own) -> dict[str, Any]:
    """As words of a definition: a brace in them would stand for an answer."""
    words: dict[str, Any] = {"text": _plain(own.text), "hint": _plain(own.hint)}
    if own.type == "choice":
        words["options"] = {key: _plain(text) for key, text in _options(own).items()}
    return words


def _options(own: Own) -> dict[str, str]:
    return {f"o{number}": option for number, option in enumerate(own.options, 1)}


def _plain(text: str) -> str:
    return text.strip().replace("{", "(").replace("}", ")")
