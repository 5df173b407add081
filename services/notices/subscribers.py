"""Who is told of what happened: each event once, within the delivery's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from services.casework import access, parties
from services.casework.errors import NotAllowed
from services.casework.models import Case, Party
from services.notices import happenings, sending, sentences, writing
from services.notices.happenings import Happening, Telling
from services.notices.models import Notice
from services.notices.writing import Recipient, Where
from services.people import contact_plans
from services.people.models import ContactPlan
from services.record.models import Event

Tells = Callable[[Happening], Telling | None]


def plainly(kind: str, _: Happening) -> Telling:
    return Telling(kind, {})


def unless_own_wish(tells: Tells, at: Happening) -> Telling | None:
    return None if happenings.own_wish(at) else tells(at)


TELLS: Mapping[str, Tells] = {
    "application.submitted": happenings.received,
    "case.step": happenings.step,
    "case.reopened": partial(plainly, "reopened"),
    "case.merged": happenings.merged,
    "case.closed": happenings.closed,
    "decision.made": happenings.decided,
    "decision.appealed": happenings.appealed,
    "request.made": partial(unless_own_wish, happenings.asked),
    "request.withdrawn": partial(unless_own_wish, partial(plainly, "not_needed")),
    "request.lapsed": partial(unless_own_wish, partial(plainly, "without_it")),
    "deadline.promised": happenings.later,
    "deadline.extended": happenings.extended,
    "deadline.lapsed": happenings.late,
    "party.confirmed": happenings.party,
    "party.refused": happenings.party,
    "party.silent": happenings.party,
    "output.issued": happenings.output,
    "output.sent": happenings.output,
    "output.ready": happenings.output,
    "service.offered": happenings.offered,
    "limit.lengthened": happenings.lengthened,
}


def tell(event: Event) -> None:
    """Tell the applicant, or the party whose limit it is; nothing where they were told or there is nothing to say."""
    at = _happening(event)
    if at is None:
        return
    telling = TELLS[event.kind](at)
    if telling is not None:
        details = {"title": at.title, **telling.details}
        writing.write(telling.kind, at.case, details, party=telling.party, event=event)


def invite(event: Event) -> None:
    """Tell a party what is asked of them, with a reference and a secret of their own, and nothing of anybody else."""
    at = _happening(event)
    if at is None:
        return
    party = Party.objects.select_related("contact__key").get(pk=event.data["party"])
    if party.state != Party.State.INVITED:
        return
    at.speak_to(party)
    details = {
        "title": at.words.service("title"),
        "must": sentences.must(at.language, party.must),
        "until": at.day(party.due_on),
        "secret": parties.new_secret(party),
    }
    writing.write("invited", at.case, details, party=party, event=event)


def contact_chosen(event: Event) -> None:
    """Tell it where they are reached from now on, and where they were reached before: it may not have been them."""
    at = _happening(event)
    if at is None or at.case.contact is None:
        return
    plan = at.case.contact
    told = Notice.objects.filter(plan=plan).exclude(recipient=Recipient.FORMER_ADDRESS)
    last = told.select_related("plan__key").order_by("created_at").last()
    if last is not None and last.plan_revision < plan.revision and (left := _left(last, plan)):
        writing.write("contact_left", at.case, event=event, where=left, recipient=Recipient.FORMER_ADDRESS)
    writing.write("contact_chosen", at.case, event=event)


def _happening(event: Event) -> Happening | None:
    """The event in its case, locked; None where it was told before, or there is nobody left to tell."""
    try:
        case = access.lock(_case_id(event))
    except NotAllowed:
        return None
    gone = case.application.data_key.destroyed_at is not None
    if gone or Notice.objects.filter(event=event).exists():
        return None
    return Happening(event, case)


def _case_id(event: Event) -> UUID:
    """Raises NotAllowed where no case came of it, as of a try-out."""
    of, _, pk = event.subject.partition(":")
    if of == "case":
        return UUID(pk)
    main = Case.objects.filter(application=UUID(pk), main=None, about=None).values_list("pk", flat=True).first()
    if main is None:
        raise NotAllowed
    return main


def _left(last: Notice, plan: ContactPlan) -> Where | None:
    """Where the last notice went, without what still leads to the same address."""
    was, now = Where.as_of(last), contact_plans.addresses_of(plan)
    kept = sending.addresses_of(last)
    ways = tuple(way for way in was.ways if kept[way] != now.get(way))
    return replace(was, ways=ways) if ways else None
