"""The life of a case, lived at random by citizen, caseworkers, clock and outages: these things stay true throughout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from services.casework import cases, handling, subscribers
from services.casework.clocks import claiming, outages
from services.casework.errors import DoorError
from services.casework.handling import Own
from services.casework.models import Case, CaseStatus, Deadline, Decision, Limit, Output, Request
from services.casework.trace import type_of
from services.record import clock, ledger
from services.record.models import Event
from tests.services.casework.cast import Cast, gather
from tests.services.casework.conftest import Applicant

pytestmark = pytest.mark.django_db
BASIS = [{"title": "Law"}]
RESULTS = st.sampled_from(["granted", "granted_in_part", "refused"])
WHO = st.sampled_from(["ann", "ben", "leo", "eve"])


class CaseLife(RuleBasedStateMachine):
    """One case that was sent, and everything that can happen to it; a refusal is always one clear sentence."""

    case: Case
    cast: Cast
    applicant: Applicant

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.heard: set[UUID] = set()
        self.last = self.row.opened_at
        clock.set_offset(timedelta())

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        clock.set_offset(timedelta())

    @property
    def row(self) -> Case:
        return Case.objects.select_related("application__data_key", "version__service").get(pk=self.case.pk)

    @contextmanager
    def told(self) -> Iterator[None]:
        """What cannot be done now is said in a sentence of each language."""
        try:
            yield
        except DoorError as error:
            assert all(error.sentence(language) for language in ("vi", "en", "pt"))

    @rule(who=WHO, act=st.sampled_from(["take", "put_back"]))
    def take_or_put_back(self, who: str, act: str) -> None:
        with self.told():
            getattr(handling, act)(getattr(self.cast, who), self.case.pk)

    @rule(who=WHO, result=RESULTS)
    def decide(self, who: str, result: str) -> None:
        with self.told():
            handling.decide(getattr(self.cast, who), self.case.pk, result, "So it is.", BASIS)
            assert who != "eve"

    @rule(who=WHO, result=RESULTS)
    def correct(self, who: str, result: str) -> None:
        with self.told():
            handling.correct(getattr(self.cast, who), self.case.pk, result, "After all.", BASIS)
            assert who == "ben"

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        with self.told():
            handling.reopen(getattr(self.cast, who), self.case.pk, "A new paper came in")
            assert who == "ben"

    @rule(who=WHO, days=st.integers(3, 60))
    def ask(self, who: str, days: int) -> None:
        with self.told():
            handling.ask(getattr(self.cast, who), self.case.pk, own=[Own("yes_no", "Still so?")], days=days)

    @rule(said=st.sampled_from(["yes", "no", "perhaps"]))
    def answer(self, said: str) -> None:
        for request in Request.objects.filter(case=self.case).order_by("pk")[:2]:
            with self.told():
                cases.provide(request.pk, "q1", 0, said, touch=self.applicant.touch, keyed_by="citizen")
                cases.hand_in(request.pk, touch=self.applicant.touch, keyed_by="citizen")

    @rule()
    def withdraw(self) -> None:
        with self.told():
            cases.withdraw(self.applicant.id, touch=self.applicant.touch, keyed_by="citizen")

    @rule()
    def put_right(self) -> None:
        with self.told():
            cases.correct(self.applicant.id, ["born"], touch=self.applicant.touch, keyed_by="citizen")

    @rule()
    def object_to_it(self) -> None:
        with self.told():
            cases.appeal(self.case.pk, "Look again", touch=self.applicant.touch, keyed_by="citizen")

    @rule(result=st.sampled_from(["granted", "refused"]))
    def decide_the_objection(self, result: str) -> None:
        for appeal in Case.objects.filter(about=self.case, closed_at=None):
            with self.told():
                handling.decide(self.cast.ben, appeal.pk, result, "We looked again.", BASIS)

    @rule(days=st.integers(1, 45))
    def time_passes(self, days: int) -> None:
        clock.set_offset(clock.offset() + timedelta(days=days))

    @rule()
    def the_clock_claims(self) -> None:
        claiming.warn_due()
        claiming.lapse_deadlines()
        claiming.lapse_limits()
        assert not Limit.objects.filter(self.overdue()).exists() or outages.going_on().exists()

    @rule(channel=st.sampled_from(["web", "sms", "voice"]))
    def a_door_goes_down(self, channel: str) -> None:
        if not outages.going_on().filter(channel=channel).exists():
            outages.record(channel, clock.now(), by="ben", words={})

    @rule()
    def every_door_opens(self) -> None:
        for outage in outages.going_on():
            outages.end(outage.pk, by="ben")

    @rule()
    def the_workers_deliver(self) -> None:
        """Each event twice: a delivery may come again."""
        subscribed = {
            "appeal.upheld": subscribers.appeal_upheld,
            "limit.lengthened": subscribers.limit_lengthened,
            "outage.ended": subscribers.outage_ended,
        }
        for event in Event.objects.filter(kind__in=subscribed).exclude(pk__in=self.heard).order_by("at"):
            subscribed[event.kind](event)
            subscribed[event.kind](event)
            self.heard.add(event.pk)

    @invariant()
    def its_step_is_one_of_its_type_and_the_last_dated(self) -> None:
        case = self.row
        assert type_of(case).step(case.step) is not None
        dated = CaseStatus.objects.filter(case=case).order_by("at", "pk").last()
        assert dated is not None and dated.step == case.step

    @invariant()
    def what_is_decided_and_closed_fits_together(self) -> None:
        case = self.row
        standing = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
        assert (case.decided_at is not None) == (standing is not None)
        assert standing is None or case.result == standing.result
        assert case.closed_at is None or case.result
        assert (case.step == "closed") == (case.closed_at is not None)

    @invariant()
    def nothing_is_owed_in_a_closed_case(self) -> None:
        if self.row.closed_at is not None:
            assert not Request.objects.filter(case=self.case, state=Request.State.OPEN).exists()

    @invariant()
    def the_queue_knows_the_deadline(self) -> None:
        case, deadline = self.row, Deadline.objects.get(case=self.case)
        running = case.decided_at is None and case.closed_at is None
        assert (deadline.met_at is None) == running
        assert not running or case.due_before == deadline.before
        assert deadline.suspended_at is None or deadline.met_at is None

    @invariant()
    def a_document_stands_only_on_what_was_granted(self) -> None:
        standing = Output.objects.filter(case=self.case).exclude(state=Output.State.REVOKED)
        assert not standing.exists() or self.row.result in ("granted", "granted_in_part")

    @invariant()
    def the_revision_only_goes_up(self) -> None:
        assert self.row.revision >= self.case.revision

    @invariant()
    def the_ledger_verifies(self) -> None:
        assert list(ledger.verify(self.case.subject)) == []

    def overdue(self) -> Q:
        return Q(case=self.case, met_at=None, lapsed_at=None, before__lte=clock.now()) & ~Q(kind="appeal")


def test_whatever_happens(case: Case, applicant: Applicant) -> None:
    assert case.authority is not None
    CaseLife.case, CaseLife.applicant, CaseLife.cast = case, applicant, gather(case.authority)
    run_state_machine_as_test(CaseLife, settings=settings(max_examples=25, stateful_step_count=25))
