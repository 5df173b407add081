"""A decision: drawn up with its grounds sealed, standing from a moment on, with what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from services.casework import offering, outputs, sentences
from services.casework.appeal_type import APPEAL, DEFAULT, UPHELD
from services.casework.clocks import authority, limits
from services.casework.closing import close
from services.casework.models import Case, Decision, Limit
from services.casework.trace import reach, trace, type_of
from services.catalogue import queries
from services.journeys.law import Limit as Length
from services.record import clock, envelope, events

State = Decision.State
LAW = "law"
"""Who decides where the rules leave nothing to decide."""


def drawn_up(
    case: Case,
    result: str,
    grounds: str,
    legal_basis: Sequence[Mapping[str, str]],
    *,
    by: str,
    corrects: Decision | None = None,
) -> Decision:
    """A decision with its grounds sealed under the application's key; nothing is saved yet."""
    made = Decision(id=uuid4(), case=case, result=result, proposed_by=by, corrects=corrects)
    made.legal_basis = [dict(each) for each in legal_basis]
    made.grounds_sealed = envelope.seal(case.application.data_key, grounds.encode(), made.subject)
    return made


def grounds_of(decision: Decision) -> str:
    """In the clear; raises envelope.Unreadable once the application is erased."""
    return envelope.open(decision.case.application.data_key, decision.grounds_sealed, decision.subject).decode()


def stands(case: Case, decision: Decision, *, by: str) -> Decision:
    """From now on this is what was decided: the clock stops, the time to appeal begins, the person is told."""
    if decision.corrects is not None:
        Decision.objects.filter(pk=decision.corrects.pk, state=State.STANDS).update(state=State.REPLACED)
        limits.of(Limit.Kind.APPEAL, str(decision.corrects.pk)).update(met_at=clock.now())
        outputs.revoke_all(case, by=by)
        offering.take_back(case)
    decision.state, decision.decided_by, decision.decided_at = State.STANDS, by, clock.now()
    decision.save()
    case.decided_at, case.result = decision.decided_at, decision.result
    case.closed_at = case.archive_on = case.destroy_on = None  # a correction takes up again what had ended
    case.save(update_fields=["decided_at", "result", "closed_at", "archive_on", "destroy_on"])
    authority.meet(case)
    _appeal(case, decision)
    reach(case, "decided", by=by)
    data = {"decision": str(decision.pk), "result": decision.result, "corrects": str(decision.corrects_id or "")}
    trace(case, "decision.made", data, actor=by, decision=str(decision.pk))
    _follow(case, decision, by)
    return decision


def by_rules(case: Case, answers: Mapping[str, Any]) -> Decision | None:
    """Decide at once what the rules decide; None where somebody has to look at it. The case is locked."""
    case_type = type_of(case)
    result = case_type.decided_by_rules(answers) if case_type.automatic else ""
    if not result:
        return None
    grounds = sentences.say(case.language, f"grounds_{'granted' if result == 'granted' else 'by_rules'}")
    return _by_law(case, result, grounds)


def by_silence(case: Case, result: str) -> Decision:
    """What the law makes of an authority that said nothing in time."""
    return _by_law(case, result, sentences.say(case.language, f"silence_{result}"))


def _by_law(case: Case, result: str, grounds: str) -> Decision:
    basis = queries.rules_of(case.version).get("legal_basis", ())
    made = drawn_up(case, result, grounds, [_titled(each) for each in basis], by=LAW)
    made.automatic = True
    return stands(case, made, by=LAW)


def _titled(basis: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(basis.get("title", "")), "article": str(basis.get("article", ""))}


def _appeal(case: Case, decision: Decision) -> None:
    """Until when the person can object; against what an appeal decided, the courts, whose time we do not count."""
    if case.case_type == APPEAL:
        return
    appeal = type_of(case).appeal or DEFAULT
    length = Length("months", appeal.months) if appeal.months else Length(
        "calendar_days", appeal.calendar_days or DEFAULT.calendar_days
    )  # fmt: skip
    calendar = queries.journey_of(case.version).law.calendar
    running = limits.begin(
        Limit.Kind.APPEAL, str(decision.pk), length, calendar, application=case.application, case=case
    )
    decision.appeal_before = running.before
    decision.save(update_fields=["appeal_before"])


def _follow(case: Case, decision: Decision, by: str) -> None:
    """What comes of it: the documents, the next services, an appeal's effect; without documents the case is closed."""
    if case.case_type == APPEAL:
        if decision.result == UPHELD:
            events.write("appeal.upheld", case.subject, {"about": str(case.about_id)})
        close(case, decision.result, by=by)
        return
    ordered = outputs.order(case, decision)
    offering.offer(case, decision)
    if case.closed_at is None and not ordered:
        close(case, decision.result, by=by)
