"""What a person does about their case: withdraws it, puts an answer right, objects, chooses how to be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from services.casework import access, noting, references, tasking, touches
from services.casework.appeal_type import APPEAL, DAYS_TO_DECIDE
from services.casework.applications import opened as opening
from services.casework.clocks import limits
from services.casework.closing import close
from services.casework.errors import NotNow, NotYours
from services.casework.handling import asking
from services.casework.models import Case, CaseStatus, Deadline, Decision, Limit, Request
from services.casework.trace import trace, type_of
from services.catalogue import calendars, queries, routing
from services.journeys import deadlines
from services.journeys.law import Limit as Length
from services.people import contact_plans, staffing
from services.record import clock, events, ledger

DAYS_TO_CORRECT = 14


@transaction.atomic
def withdraw(application_id: UUID, *, touch: UUID, keyed_by: str) -> None:
    """The person does not want it any more; a second time changes nothing. Raises NotNow once it was decided."""
    for case in reversed(_locked(application_id)):  # the parts before the whole
        if case.closed_at is None and case.about_id is None:
            if case.decided_at is not None:
                raise NotNow("already_decided")
            close(case, "withdrawn", by=keyed_by, touch=str(touch))
    touches.serve(touch, application_id)


@transaction.atomic
def correct(application_id: UUID, instances: Sequence[str], *, touch: UUID, keyed_by: str) -> Request:
    """The person wants to put these answers right: a request that they made themselves; the deadline runs on.

    One that is open already is gone on with. Raises NotNow once it was decided.
    """
    case = _main(application_id)
    if case.closed_at or case.decided_at:
        raise NotNow("already_decided")
    begun = Request.objects.filter(case=case, state=Request.State.OPEN, asked_by=keyed_by).first()
    touches.serve(touch, application_id)
    return begun or asking.draw_up(case, instances, (), DAYS_TO_CORRECT, by=keyed_by, touch=str(touch))


@transaction.atomic
def appeal(case_id: UUID, grounds: str, *, touch: UUID, keyed_by: str) -> Case:
    """Object to what was decided, in one's own words: a case of its own, with a deadline of its own.

    One that is open already is given back. Raises NotNow where nothing stands, or the time is over.
    """
    application_id = Case.objects.filter(pk=case_id).values_list("application", flat=True).first()
    if application_id is None:
        raise NotYours
    case = next(each for each in _locked(application_id) if each.pk == case_id)
    begun = Case.objects.filter(about=case, closed_at=None).first()
    if begun is not None:
        return begun
    decision = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
    if decision is None:
        raise NotNow("nothing_decided")
    if not limits.meet(Limit.Kind.APPEAL, str(decision.pk)):
        raise NotNow("appeal_too_late")
    made = _appeal_case(case)
    CaseStatus.objects.create(case=made, step="received", at=made.opened_at, by=keyed_by)
    noting.keep(made, grounds, by=keyed_by, touch=str(touch), kind="appeal.grounds")
    trace(made, "case.opened", {"about": str(case.pk), "decision": str(decision.pk)}, actor=keyed_by, touch=str(touch))
    trace(case, "decision.appealed", {"appeal": str(made.pk)}, actor=keyed_by, touch=str(touch))
    tasking.need(made, "decide_appeal", role="decider")
    touches.serve(touch, application_id)
    return made


@transaction.atomic
def choose_contact(
    application_id: UUID,
    language: str,
    ways: Sequence[str],
    addresses: Mapping[str, str],
    *,
    touch: UUID,
    keyed_by: str,
) -> None:
    """How and in which language to be reached about this case from now on. Raises NotNow for a way without address."""
    case = _main(application_id)
    if case.contact_id is None:
        raise NotYours
    try:
        plan = contact_plans.change(case.contact_id, language, ways, addresses)
    except contact_plans.NotAWay:
        raise NotNow("way_missing") from None
    Case.objects.filter(application=application_id).update(language=language)
    data = {"language": language, "ways": list(plan.ways), "revision": plan.revision}
    ledger.append(case.subject, "contact.chosen", data, actor=keyed_by, touch=str(touch))
    events.write("contact.chosen", case.subject, {"application": str(application_id)})
    touches.serve(touch, application_id)


def _locked(application_id: UUID) -> list[Case]:
    """The application and then its cases, the main one first; raises NotYours."""
    opening.lock(application_id)
    ids = Case.objects.filter(application=application_id).order_by("opened_at", "pk").values_list("pk", "main")
    cases = [access.lock(pk) for pk, _ in sorted(ids, key=lambda row: row[1] is not None)]
    if not cases:
        raise NotYours
    return cases


def _main(application_id: UUID) -> Case:
    return next(case for case in _locked(application_id) if case.main_id is None and case.about_id is None)


def _appeal_case(case: Case) -> Case:
    """Where the law sends it; else to the authority itself, in the hands of somebody else than who decided."""
    law = type_of(case).appeal
    authority = (routing.organisation(law.to) if law and law.to else None) or case.authority
    made = Case.objects.create(
        application=case.application,
        case_type=APPEAL,
        reference=references.free(Case),
        version=case.version,
        about=case,
        authority=authority,
        team=staffing.team_for(authority, case.version.service.slug, case.language),
        contact_id=case.contact_id,
        language=case.language,
        began_on=case.began_on,
        opened_at=clock.now(),
    )
    _due(made)
    return made


def _due(made: Case) -> None:
    calendar = calendars.calendar(queries.journey_of(made.version).law.calendar)
    due = deadlines.end(Length("calendar_days", DAYS_TO_DECIDE), made.opened_at, calendar)
    Deadline.objects.create(
        case=made, counted_from=made.opened_at, due_on=due.on, before=due.before, first_before=due.before,
        silence="escalate", calendar=calendar.code, calendar_version=calendar.version, suspends=["request"],
    )  # fmt: skip
    made.due_before = due.before
    made.save(update_fields=["due_before"])
