"""The way of an issued document: sent, ready to be collected, handed over; the case ends when all are on theirs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from services.casework import access, tasking
from services.casework.applications import opened as opening
from services.casework.closing import close
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Decision, Output
from services.casework.outputs import ordering, posting
from services.casework.trace import trace
from services.people import mandates
from services.people.models import Person, User
from services.record import clock

State = Output.State
DESKS = ("spot", "home")
"""The ways that end in somebody's hands, at a counter or where they live."""
STEPS: dict[State, tuple[tuple[str, ...], tuple[State, ...]]] = {
    State.SENT: (("post",), (State.ISSUED,)),
    State.READY: (DESKS, (State.ISSUED,)),
    State.HANDED_OVER: (DESKS, (State.ISSUED, State.READY)),
}
"""By which ways a document comes to a state, and from which states."""
DONE = Q(state__in=(State.SENT, State.HANDED_OVER, State.REVOKED)) | Q(state=State.ISSUED, way="download")
"""Nothing is left to do for it: whoever gets a file can fetch it at any time."""
TRACKING = 60
APPLICANT = "applicant"


@transaction.atomic
def sent(user: User, output_id: UUID, tracking: str = "") -> Output:
    """To the post, and so to the print room, with the number it is tracked by; raises NotNow, NotAllowed."""
    case, output = locked(user, output_id)
    number = tracking.strip()
    if len(number) > TRACKING:
        raise NotNow("tracking_too_long", max=str(TRACKING))
    _may_go(output, State.SENT)
    if not posting.address_of(case, output, opening.read(case.application_id)):
        raise NotNow("output_no_address")
    _go(case, output, State.SENT, by=str(user.pk), tracking=number)
    return output


@transaction.atomic
def ready(user: User, output_id: UUID) -> Output:
    """It waits where it is collected; raises NotNow, NotAllowed."""
    case, output = locked(user, output_id)
    _may_go(output, State.READY)
    _go(case, output, State.READY, by=str(user.pk))
    return output


@transaction.atomic
def hand_over(user: User, output_id: UUID, receiver: Person | None = None) -> Output:
    """Into the hands of the applicant, or of a `receiver` whom they gave a mandate; raises NotNow, NotAllowed."""
    case, output = locked(user, output_id)
    _may_go(output, State.HANDED_OVER)
    _go(case, output, State.HANDED_OVER, by=str(user.pk), receiver=_receiver(case, receiver))
    return output


def locked(user: User, output_id: UUID) -> tuple[Case, Output]:
    """The document of a case that this colleague handles, both locked; raises NotNow, NotAllowed."""
    return of(access.working_on(user, case_of(output_id)), output_id)


def case_of(output_id: UUID) -> UUID:
    """The case it comes out of; raises NotAllowed where there is no such document."""
    case_id = Output.objects.filter(pk=output_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotAllowed
    return case_id


def of(case: Case, output_id: UUID) -> tuple[Case, Output]:
    """The document as it now stands, for a write in its locked case."""
    output = Output.objects.select_for_update(no_key=True).get(pk=output_id)
    output.case = case
    return case, output


def close_if_done(case: Case, output: Output, *, by: str, touch: str = "") -> None:
    """End the case whose documents have all gone out; within a write."""
    if Output.objects.filter(DONE, pk=output.pk).exists():
        tasking.settle(case, ordering.TO_ISSUE, str(output.pk))
    decision = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
    if decision is not None and not Output.objects.filter(case=case).exclude(DONE).exists():
        close(case, decision.result, by=by, touch=touch)


def _may_go(output: Output, to: State) -> None:
    """One clear sentence where it cannot; whoever was second learns what the first one did."""
    ways, before = STEPS[to]
    if output.state not in (State.ISSUED, *before):
        raise NotNow(f"output_{output.state}")
    if output.way not in ways:
        raise NotNow("output_other_way")


def _go(case: Case, output: Output, to: State, *, by: str, **more: Any) -> None:
    output.state, output.moved_at = to, clock.now()
    for name, value in more.items():
        setattr(output, name, value)
    output.save(update_fields=["state", "moved_at", *more])
    data = {"output": str(output.pk), "receiver": output.receiver}
    trace(case, f"output.{to}", data, actor=by, output=str(output.pk))
    close_if_done(case, output, by=by)


def _receiver(case: Case, receiver: Person | None) -> str:
    """The applicant themselves, or the mandate of who came instead."""
    if receiver is None or receiver == case.application.person:
        return APPLICANT
    for scope in (case.subject, f"case:{case.main_id}"):
        if mandates.allows(receiver, scope, mandates.COLLECT):
            return f"mandate:{mandates.of(scope).filter(holder=receiver).values_list('pk', flat=True)[0]}"
    raise NotNow("no_mandate")
