"""What comes of a submitted application beside its cases, written down as it stood: fees, deadline, parties."""

from __future__ import annotations

from services.casework.applications.foreseeing import Foreseen
from services.casework.models import Application, Case, Deadline, FeeDue, Party
from services.journeys.law import Law


def enter(application: Application, main: Case, coming: Foreseen, law: Law, channel: str) -> None:
    """Keep the bill as it is at this door, the deadline, and everybody else who must do something; within submit."""
    _fees(application, coming, law, channel)
    _deadline(application, main, coming)
    Party.objects.bulk_create(
        Party(
            application=application,
            role=each.party.role,
            row=each.row,
            must=list(each.party.must),
            silence=each.party.silence,
            due_on=each.due.on if each.due else None,
        )
        for each in coming.parties
    )


def _fees(application: Application, coming: Foreseen, law: Law, channel: str) -> None:
    due = {fee.name: fee.due for fee in law.fees}
    FeeDue.objects.bulk_create(
        FeeDue(
            application=application,
            name=charge.name,
            amount=charge.amount,
            currency=charge.currency,
            exempt=charge.exempt,
            difference=charge.difference,
            due=due[charge.name],
        )
        for charge in coming.billed(channel)
        if charge.status in ("due", "exempt")
    )


def _deadline(application: Application, main: Case, coming: Foreseen) -> None:
    if coming.due is None:
        return
    Deadline.objects.create(
        case=main,
        counted_from=application.submitted_at or main.opened_at,
        due_on=coming.due.on,
        before=coming.due.before,
        silence=coming.silence,
        calendar=coming.calendar,
        calendar_version=coming.calendar_version,
    )
