"""Sending a notice: the ways of its contact plan in their order, each tried once at a time, never after it went out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import structlog
from django.db import transaction

from services.casework import access, tasking
from services.casework.errors import NotAllowed
from services.casework.models import Case
from services.notices import attempts, ways
from services.notices.attempts import FINAL, State
from services.notices.models import Attempt, Notice
from services.record import clock, deliveries, envelope, events, ledger
from services.record.models import Event

log = structlog.get_logger(__name__)
Message = tuple[str, str]
"""A subject and a text."""
REPORTED_WITHIN = timedelta(days=2)
"""After this nobody says any more that a notice did not arrive."""
NOT_REACHED = "not_reached"
"""The task for whoever handles the case: to tell the person in another way."""


@deliveries.outbound
def send(event: Event) -> None:
    """Bring the notice of this event to whom it is for; raises NotSent when it is to be tried again."""
    rows = Notice.objects.select_related("application__data_key", "plan__key", "case")
    notice = rows.defer("application__values_sealed").filter(pk=event.data["notice"]).first()
    if notice is None or not notice.message_sealed:
        return
    try:
        _bring(notice, addresses_of(notice), _message(notice))
    except envelope.Unreadable:  # erased meanwhile: there is nothing to tell any more
        log.info("notice_erased", notice=str(notice.pk))


def settle_lost() -> int:
    """Whose worker died on the way may have been told: that is said, and a person looks after it."""
    lost = list(attempts.lost().select_related("notice__case"))
    return sum(settle(attempt, State.UNCERTAIN, "Lost") for attempt in lost)


def send_again() -> int:
    """What failed for now is tried again, long after its delivery has given up."""
    return sum(_again(attempt) for attempt in list(attempts.due().select_related("notice")))


def forget_messages() -> int:
    """What was kept in case it did not arrive is kept no longer: no network holds a text for two days."""
    before = clock.now() - REPORTED_WITHIN
    sent = Attempt.objects.filter(state=State.SENT, moved_at__lt=before).values("notice")
    kept = Notice.objects.filter(created_at__lt=before).exclude(message_sealed=b"")
    return kept.filter(pk__in=sent).update(message_sealed=b"")


def addresses_of(notice: Notice) -> dict[str, str]:
    """Where it goes, the first way first."""
    if notice.plan is None or not notice.ways:
        return {}
    kept = json.loads(envelope.open(notice.plan.key, notice.addresses_sealed, notice.plan.subject))
    return {way: kept[way] for way in notice.ways}


def write_event(notice: Notice) -> None:
    """The bell for `send`; within the transaction of the write."""
    events.write("notice.written", notice.chain, {"notice": str(notice.pk)})


def _bring(notice: Notice, addresses: Mapping[str, str], said: Message) -> None:
    for way, address in addresses.items():
        if way in ways.ways():
            state = _tried(notice, way, address, said)
            if state == State.TEMPORARY_FAILURE:
                raise deliveries.NotSent
            if state in (State.SENT, State.UNCERTAIN, State.SENDING):
                return
    if addresses and not notice.attempts.exists():
        _need(notice, about=str(notice.plan_id))  # once a plan: it names only ways that are not here


def _tried(notice: Notice, way: str, address: str, said: Message) -> State:
    """What became of this way; one that is settled, or that somebody else is at, is left alone."""
    attempt = attempts.opened(notice, way, address)
    if not attempts.claim(attempt):
        return State(attempt.state)
    if attempts.behind(attempt):
        settle(attempt, State.TEMPORARY_FAILURE, attempts.BEHIND)
        return State(attempt.state)
    try:
        ways.named(way)(address, *said, notice.number, notice.language)
    except ways.Failed as failed:
        state = failed.state
        if state == State.TEMPORARY_FAILURE and not attempts.patient(attempt):
            state = State.TECHNICAL_FAILURE
        settle(attempt, state, failed.error)
    except Exception as error:
        settle(attempt, State.UNCERTAIN, type(error).__name__)
    else:
        settle(attempt, State.SENT)
    return State(attempt.state)


@transaction.atomic
def settle(attempt: Attempt, state: State, error: str = "") -> bool:
    """Write down what became of it, in the ledger too; a way that failed for good is a task with an owner."""
    moved = attempts.move(attempt, state, error)
    if moved and state in (*FINAL, State.UNCERTAIN):
        tell_of(attempt, error)
    return moved


def tell_of(attempt: Attempt, error: str = "") -> None:
    """What its state now means: to the log, the ledger, whoever handles the case, the message, and those behind it."""
    notice, state = attempt.notice, State(attempt.state)
    log.info("notice_settled", notice=str(notice.pk), way=attempt.way, state=state, error=error)
    if state != State.SENT:
        _need(notice, about=str(notice.pk))
    elif not ways.reports(attempt.way):
        Notice.objects.filter(pk=notice.pk).update(message_sealed=b"")
    data = {"notice": str(notice.pk), "way": attempt.way}
    ledger.append(notice.chain, f"notice.{state}", data, actor="platform")
    attempts.let_on(attempt)


def reached(attempt: Attempt) -> None:
    """It arrived after all, unless this very way is over: nobody need reach them in another."""
    case = _case(attempt.notice)
    if case is not None and Attempt.objects.filter(pk=attempt.pk, state=State.SENT).exists():
        tasking.settle(case, NOT_REACHED, about=str(attempt.notice_id))


@transaction.atomic
def _again(attempt: Attempt) -> bool:
    """Once, however many beats there are."""
    if not attempts.postpone(attempt):
        return False
    write_event(attempt.notice)
    return True


@transaction.atomic
def _need(notice: Notice, *, about: str) -> None:
    case = _case(notice)
    try:
        if case is not None:
            tasking.need(access.lock(case.pk), NOT_REACHED, about=about)
    except NotAllowed:  # the case was destroyed meanwhile
        return


def _case(notice: Notice) -> Case | None:
    """Whose handler looks after it; none where it was destroyed."""
    main = Case.objects.filter(application=notice.application_id, main=None, about=None)
    return notice.case or main.first()


def _message(notice: Notice) -> Message:
    about = f"{notice.subject}:message"
    subject, text = json.loads(envelope.open(notice.application.data_key, notice.message_sealed, about))
    return subject, text
