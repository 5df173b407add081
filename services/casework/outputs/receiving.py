"""What the person does about their documents: fetches one, or chooses another way to get it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, touches
from services.casework.applications import opened as opening
from services.casework.errors import NotNow, NotYours
from services.casework.models import Case, Decision, Output
from services.casework.outputs import keeping, moving, ordering, posting
from services.casework.trace import trace
from services.record import clock

State = Output.State
FETCHED = (State.ISSUED, State.HANDED_OVER)


def fetch(application_id: UUID, output_id: UUID, touch: UUID, keyed_by: str = "citizen") -> tuple[str, bytes]:
    """A document that is given out as a file: its name and bytes; the first time it is handed over by that.

    Raises NotNow, NotYours.
    """
    output = _own(application_id, output_id)
    if output.state == State.REVOKED:
        raise NotNow("output_revoked")
    if output.way not in ordering.WAYS:
        raise NotNow("output_other_way")
    if output.state not in FETCHED:
        raise NotNow("output_not_yet")
    if output.state == State.ISSUED:
        _fetched(output, touch, keyed_by)
    return keeping.name_of(output), keeping.content(output)


def ways(application_id: UUID, output_id: UUID) -> tuple[str, ...]:
    """The ways the law names for it, the usual one first; raises NotYours."""
    output = _own(application_id, output_id)
    return ordering.ways_of(ordering.written_of(output.case, output, opening.read(application_id)))


@transaction.atomic
def choose_way(application_id: UUID, output_id: UUID, way: str, *, touch: UUID, keyed_by: str) -> Output:
    """Another way than the one so far, while it has not left; in another form it is issued anew.

    Raises NotNow, NotYours.
    """
    opened = opening.lock(application_id)
    case, output = moving.of(access.lock(_own(application_id, output_id).case_id), output_id)
    written = ordering.written_of(case, output, opened)
    _may_choose(output, way, ordering.ways_of(written))
    touches.serve(touch, application_id)
    if way == output.way:
        return output
    output.way = way
    if way == "post" and not posting.address_of(case, output, opened):
        raise NotNow("output_no_address")
    _change(output, ordering.form_by(written, way))
    trace(case, "output.way_chosen", {"output": str(output.pk), "way": way}, actor=keyed_by, touch=str(touch))
    _see_to(case, output, keyed_by, touch)
    return output


def _own(application_id: UUID, output_id: UUID) -> Output:
    rows = Output.objects.select_related("case__application__data_key", "case__authority")
    output = rows.filter(pk=output_id, case__application=application_id, case__destroyed_at=None).first()
    if output is None:
        raise NotYours
    return output


@transaction.atomic
def _fetched(output: Output, touch: UUID, keyed_by: str) -> None:
    """By the first of two who fetch it at once; one revoked meanwhile is not."""
    case = access.lock(output.case_id)
    first = Output.objects.filter(pk=output.pk, state=State.ISSUED, way__in=ordering.WAYS)
    if first.update(state=State.HANDED_OVER, moved_at=clock.now(), receiver=moving.APPLICANT):
        data = {"output": str(output.pk), "receiver": moving.APPLICANT}
        trace(case, "output.handed_over", data, actor=keyed_by, touch=str(touch), output=str(output.pk))
        touches.serve(touch, case.application_id)
    elif not Output.objects.filter(pk=output.pk, state=State.HANDED_OVER).exists():
        raise NotNow("output_revoked")


def _may_choose(output: Output, way: str, offered: tuple[str, ...]) -> None:
    if output.state == State.REVOKED:
        raise NotNow("output_revoked")
    if output.state not in (State.ORDERED, State.ISSUED):
        raise NotNow("output_on_its_way")
    if way not in offered:
        raise NotNow("no_such_way")


def _change(output: Output, form: str) -> None:
    """A paper has room for the seal, a file says that it needs none: one is not the other."""
    if form != output.form:
        output.form, output.state = form, State.ORDERED
        output.issued_at, output.issued_by, output.fingerprint = None, "", ""
    output.save(update_fields=["way", "form", "state", "issued_at", "issued_by", "fingerprint"])


def _see_to(case: Case, output: Output, by: str, touch: UUID) -> None:
    """Whoever or whatever has to do something about it now."""
    decision = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
    if output.state == State.ORDERED and decision is not None:
        ordering.tell(case, decision)
    ordering.want(case, output)
    moving.close_if_done(case, output, by=by, touch=str(touch))
