"""What comes of a submitted application beside its cases, written down as it stood: fees, deadline, parties."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from services.casework import owing, parties, tasking
from services.casework.applications.foreseeing import Foreseen
from services.casework.applications.opened import Opened
from services.casework.models import Application, Case, Deadline, FeeDue
from services.journeys import deadlines
from services.journeys.charges import Charge
from services.journeys.conditions.logic import EXACT
from services.journeys.law import Deadline as Given
from services.journeys.law import Fee, Law


def enter(opened: Opened, main: Case, coming: Foreseen, channel: str, *, actor: str, touch: UUID) -> None:
    """Keep the bill as it is at this door, the deadline, and everybody else who must do something; within submit."""
    application, law = opened.application, opened.journey.law
    _fees(application, coming, law, channel)
    for fee in FeeDue.objects.filter(application=application).exclude(claimed=""):
        tasking.need(main, "judge_exemption", about=str(fee.pk))
    given = deadlines.deadline_for(law, opened.interview.reading.answers)
    if given is not None and coming.due is not None:
        _deadline(main, coming, given)
    owing.ask(opened, main, touch=touch)
    parties.name(opened, main, list(coming.parties), actor=actor)


def _fees(application: Application, coming: Foreseen, law: Law, channel: str) -> None:
    """An exemption that a paper must show is asked for: the fee stands until somebody has looked at it."""
    fees = {fee.name: fee for fee in law.fees}
    billed = [charge for charge in coming.billed(channel) if charge.status in ("due", "exempt")]
    FeeDue.objects.bulk_create(_due(application, charge, fees[charge.name]) for charge in billed)


def _due(application: Application, charge: Charge, fee: Fee) -> FeeDue:
    to_be_shown = any(each.name == charge.exempt and each.shown_by for each in fee.exempt)
    return FeeDue(
        application=application,
        name=charge.name,
        amount=EXACT.multiply(charge.unit, Decimal(charge.times)) if to_be_shown else charge.amount,
        currency=charge.currency,
        exempt="" if to_be_shown else charge.exempt,
        claimed=charge.exempt if to_be_shown else "",
        difference=charge.difference,
        due=fee.due,
    )


def _deadline(main: Case, coming: Foreseen, given: Given) -> None:
    if coming.due is None:
        return
    application = main.application
    Deadline.objects.create(
        case=main,
        counted_from=application.submitted_at or main.opened_at,
        due_on=coming.due.on,
        before=coming.due.before,
        first_before=coming.due.before,
        silence=coming.silence,
        unit=given.limit.unit,
        calendar=coming.calendar,
        calendar_version=coming.calendar_version,
        suspends=_suspends(given),
        extension={given.extension.unit: given.extension.length} if given.extension else {},
    )
    main.due_before = coming.due.before
    same_day = given.until is not None and coming.due.on == coming.filed_on
    main.lane = Case.Lane.SAME_DAY if same_day else main.lane
    main.save(update_fields=["due_before", "lane"])
    # the parts of a bundle stand in the queue where the whole does
    Case.objects.filter(main=main).update(due_before=main.due_before, lane=main.lane)


def _suspends(given: Given) -> list[str]:
    """A deadline counted from a complete file does not run while evidence is still to come."""
    complete = given.start == "file_complete" or "request" in given.suspends
    return [*given.suspends, *(["evidence"] if complete else [])]
