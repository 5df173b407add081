"""The life of an application, lived at random: whatever is done in whatever order, these stay true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.casework import applications, expiring, touches
from services.casework.applications import DoorError, Turn
from services.casework.models import Application, Case
from services.catalogue import samples
from services.journeys.steps import Ask, Done
from services.record import clock, ledger
from services.record.models import Entry
from tests.conftest import prove
from tests.services.casework.conftest import SAYS, Applicant

ACTS = st.lists(
    st.sampled_from(
        ["answer", "answer", "all", "all", "change", "rename", "review", "prove", "declare", "submit", "expire"]
    ),
    min_size=1,
    max_size=16,
)


class Life:
    """One application, and what was seen of it."""

    def __init__(self) -> None:
        touch = touches.open("web", "vi").id
        self.somebody = Applicant(applications.start("social-pension", language="vi", touch=touch), touch)
        self.receipt: Any = None

    def act(self, act: str) -> None:
        try:
            getattr(self, act)()
        except DoorError:
            assert self.row.submitted_at or self.row.expired_at

    @property
    def row(self) -> Application:
        return Application.objects.select_related("data_key").get()

    def answer(self) -> None:
        step = self.somebody.turn.step
        if isinstance(step, Ask):
            self.somebody.answer(step.instance, SAYS[step.instance])

    def all(self) -> None:
        self.somebody.answer_all()

    def change(self) -> None:
        paid = self.row.rows.filter(instance="paid").first()
        if paid:
            self.somebody.answer("paid", "cash" if paid.revision % 2 else "bank", paid.revision)

    def review(self) -> None:
        applications.review(self.somebody.id, self.row.revision, touch=self.somebody.touch, keyed_by="citizen")

    def prove(self) -> None:
        prove(self.somebody.id)

    def rename(self) -> None:
        named = self.row.rows.filter(instance="full_name").first()
        if named:
            said = "An" if named.revision % 2 else "Bình"
            self.somebody.answer("full_name", said, named.revision)

    def declare(self) -> None:
        applications.declare(self.somebody.id, self.row.revision, touch=self.somebody.touch, keyed_by="citizen")

    def submit(self) -> None:
        turn: Turn = self.somebody.submit()
        if isinstance(turn.step, Done):
            assert self.receipt in (None, turn.step)
            self.receipt = turn.step

    def expire(self) -> None:
        Application.objects.filter(submitted_at=None).update(expires_at=clock.now() - timedelta(seconds=1))
        expiring.expire_due()


def stays_true(life: Life, before: int) -> None:
    row = life.row
    sent = row.submitted_at is not None
    assert row.revision >= before
    assert Case.objects.count() == (1 if sent else 0)
    assert not (sent and row.expired_at)
    assert not sent or row.proven_by
    assert not sent or row.revision == row.reviewed_revision == row.declared_revision
    assert (row.expired_at is None) == bool(bytes(row.data_key.wrapped))
    assert (life.receipt is not None) <= sent


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=ACTS)
def test_whatever_is_done_in_whatever_order(acts: list[str]) -> None:
    with transaction.atomic():
        samples.load("social-pension")
        life, before = Life(), 0
        for act in acts:
            life.act(act)
            stays_true(life, before)
            before = life.row.revision
        assert list(ledger.verify(life.row.subject)) == []
        assert Entry.objects.filter(kind="case.opened").count() == Case.objects.count()
        transaction.set_rollback(True)
