"""Opening the cases of an application that was sent: whose they are, in which order, what has to be done in them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.casework import deciding, identity, references, searching, tasking
from services.casework.applications.opened import Opened
from services.casework.models import Application, Case, CaseStatus
from services.catalogue import routing
from services.catalogue.models import Organisation
from services.journeys.law import Named
from services.people import staffing
from services.people.models import ContactPlan
from services.record import clock, events, ledger


def open_all(
    opened: Opened, competent: Organisation | None, outcomes: Iterable[Named], *, touch: UUID, actor: str
) -> Case:
    """The main case of a submitted application under its own reference, and one below it for each outcome it asks for.

    The application is locked already.
    """
    application = opened.application
    identity.person_of(opened)
    contact = identity.contact_of(opened)
    main = _opened(application, application.service.slug, application.reference, competent, None, contact)
    cases = [main]
    for outcome in outcomes:
        if outcome.name != main.case_type:
            named = outcome.written.get("organisation")
            authority = routing.organisation(named) if named else competent
            cases.append(_opened(application, outcome.name, references.free(Case), authority, main, contact))
    for case in cases:
        _begun(case, opened, touch, actor)
    return main


def decide_at_once(main: Case, opened: Opened) -> None:
    """Where the rules leave nothing to decide, and nothing is asked of anybody, the person has the answer at once."""
    if main.waiting or main.application.parties.exclude(state="named").exists():
        return
    for case in Case.objects.filter(application=main.application_id, closed_at=None, about=None):
        if not Case.objects.filter(main=case).exists():
            case.application, case.version = opened.application, opened.application.version
            deciding.by_rules(case, opened.interview.reading.answers)


def _opened(
    application: Application,
    case_type: str,
    reference: str,
    authority: Organisation | None,
    main: Case | None,
    contact: ContactPlan,
) -> Case:
    authority = authority or application.service.authority
    return Case.objects.create(
        application=application,
        case_type=case_type,
        reference=reference,
        version=application.version,
        main=main,
        authority=authority,
        team=staffing.team_for(authority, application.service.slug, application.language),
        contact=contact,
        language=application.language,
        began_on=application.began_on,
        opened_at=application.submitted_at or clock.now(),
    )


def _begun(case: Case, opened: Opened, touch: UUID, actor: str) -> None:
    CaseStatus.objects.create(case=case, step="received", at=case.opened_at, by=actor)
    data = {"application": str(case.application_id), "type": case.case_type}
    ledger.append(case.subject, "case.opened", data, actor=actor, touch=str(touch))
    events.write("case.opened", case.subject, {"application": str(case.application_id)})
    tasking.open_for(case, opened.interview.reading.answers)
    searching.note(case, opened)
