"""Everybody else who must do something: invited under a reference of their own, answering through any door."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, noting, references, secrets, tasking, touches
from services.casework.applications import opened as opening
from services.casework.applications.foreseeing import Involved
from services.casework.applications.opened import Opened
from services.casework.clocks import authority, limits
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Limit, Party
from services.casework.trace import trace
from services.catalogue import calendars, queries
from services.journeys.law import Law
from services.journeys.law import Limit as Length
from services.people import contact_plans
from services.people.models import User
from services.record import clock, envelope

State = Party.State
DAYS = 30
"""Calendar days to answer in, where a law says nothing else."""


def name(opened: Opened, case: Case, involved: list[Involved], *, actor: str) -> None:
    """Write down who else is asked, invite whoever can be reached, and let staff reach the others; within submit."""
    for each in involved:
        party = Party.objects.create(
            application=opened.application,
            role=each.party.role,
            row=each.row,
            must=list(each.party.must),
            silence=each.party.silence,
            due_on=each.due.on if each.due else None,
            language=opened.spoken,
        )
        ways = _ways(opened, each)
        if ways:
            _invite(party, case, ways, each.party.limit, actor=actor)
        else:
            tasking.need(case, "reach_party", about=str(party.pk))


@transaction.atomic
def reach(user: User, party_id: int, way: str, address: str) -> Party:
    """Staff found out how to reach somebody who is asked: they are invited. Raises NotNow, NotAllowed."""
    party, case = _with_case(party_id)
    access.check(user, case)
    if party.state != State.NAMED:
        raise NotNow("party_invited")
    if way not in contact_plans.WAYS or not address.strip():
        raise NotNow("way_missing")
    limit = next((each.limit for each in _law(case).parties if each.role == party.role), None)
    _invite(party, case, {way: address.strip()}, limit, actor=str(user.pk))
    tasking.settle(case, "reach_party", about=str(party.pk))
    return party


@transaction.atomic
def answer(party_id: int, *, agrees: bool, words: str, touch: UUID, keyed_by: str = "party") -> Party:
    """They confirm, or refuse and may say why; a second time, by whatever door, changes nothing. Raises NotNow."""
    party, case = _with_case(party_id)
    if party.state in (State.CONFIRMED, State.REFUSED):
        return party
    if party.state == State.SILENT:
        raise NotNow("party_too_late")
    if case.closed_at or case.decided_at:
        raise NotNow("case_closed")
    party.state = State.CONFIRMED if agrees else State.REFUSED
    party.answered_at, party.touch_id = clock.now(), touch
    if words.strip():
        said = words.strip()[: noting.LONGEST].encode()
        party.words_sealed = envelope.seal(party.application.data_key, said, party.subject)
    party.save(update_fields=["state", "answered_at", "touch", "words_sealed"])
    touches.serve(touch, party.application_id)
    limits.meet(Limit.Kind.PARTY, str(party.pk))
    trace(case, f"party.{party.state}", {"party": party.pk}, actor=keyed_by, touch=str(touch), party=party.pk)
    if not agrees:
        tasking.need(case, "party_refused", about=str(party.pk))
    authority.resume(case, f"party:{party.pk}", actor=keyed_by)
    return party


def fall_silent(party_id: int) -> None:
    """They let their time pass: what the law makes of that. Within the claim of the limit."""
    party, case = _with_case(party_id)
    if party.state != State.INVITED or case.closed_at:
        return
    party.state = State.SILENT
    party.save(update_fields=["state"])
    trace(case, "party.silent", {"party": party.pk, "silence": party.silence}, actor="clock", party=party.pk)
    if party.silence != "agreed":
        tasking.need(case, "party_silent", about=str(party.pk))
    authority.resume(case, f"party:{party.pk}", actor="clock")


def hear_again(party_id: int) -> None:
    """Their time was made longer by an outage after it had passed."""
    Party.objects.filter(pk=party_id, state=State.SILENT).update(state=State.INVITED)


def words_of(party: Party) -> str:
    """Why they refuse; "" where they said nothing."""
    if not party.words_sealed:
        return ""
    return envelope.open(party.application.data_key, party.words_sealed, party.subject).decode()


def name_of(party: Party) -> str:
    """Who they are, as the applicant said; "" where that was not asked."""
    opened = opening.read(party.application_id)
    asked = next((each for each in opened.journey.law.parties if each.role == party.role), None)
    return _said(opened, asked.name if asked else "", party.row)


def _invite(party: Party, case: Case, ways: dict[str, str], limit: Length | None, *, actor: str) -> None:
    party.reference, party.state, party.invited_at = references.free(Party), State.INVITED, clock.now()
    party.contact = contact_plans.draw_up(case.application.data_key, party.language, ways)
    party.save(update_fields=["reference", "state", "invited_at", "contact", "language"])
    running = limits.begin(
        Limit.Kind.PARTY, str(party.pk), limit or Length("calendar_days", DAYS), _law(case).calendar,
        application=party.application, case=case,
    )  # fmt: skip
    party.due_on = calendars.calendar(running.calendar).last_day(running.before)
    party.save(update_fields=["due_on"])
    authority.suspend(case, "party", f"party:{party.pk}", actor=actor)
    trace(case, "party.invited", {"party": party.pk, "role": party.role}, actor=actor, party=party.pk)


def new_secret(party: Party) -> str:
    """A secret that opens their page from now on, for the invitation that is just being written."""
    secret = secrets.issue()
    party.secret_mac = secrets.mac(party.subject, secret)
    party.save(update_fields=["secret_mac"])
    return secret


def _law(case: Case) -> Law:
    return queries.journey_of(case.version).law


def _ways(opened: Opened, involved: Involved) -> dict[str, str]:
    contact = _said(opened, involved.party.contact, involved.row)
    if not contact:
        return {}
    kinds = {"email": "email", "phone": "sms", "address": "post"}
    answer = opened.journey.by_id[involved.party.contact].answer
    return {kinds[answer.type]: contact} if answer.type in kinds else {}


def _said(opened: Opened, question: str, row: str) -> str:
    if not question:
        return ""
    group = opened.journey.by_id[question].group
    return str(opened.values.get(f"{group}.{row}.{question}" if group else question) or "")


def _with_case(party_id: int) -> tuple[Party, Case]:
    """Both locked, the case first."""
    application = Party.objects.filter(pk=party_id).values_list("application", flat=True).first()
    if application is None:
        raise NotAllowed
    case = access.lock(Case.objects.values_list("pk", flat=True).get(application=application, main=None, about=None))
    party = (
        Party.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application__data_key")
        .get(pk=party_id)
    )
    return party, case
