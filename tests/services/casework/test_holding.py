"""Hold my date: once, the same through every door, and within the time the law gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.casework import applications, cases, expiring
from services.casework.applications import Expired, NotHeld
from services.casework.models import Application
from services.catalogue import stopping
from services.journeys.steps import Done
from services.record import clock
from services.record.models import Entry
from tests.racing import race
from tests.services.casework.conftest import Applicant

pytestmark = pytest.mark.django_db
WHO = {"full_name": "Nguyễn Thị Ẩn", "citizen_id": "001 056 001 234", "born": "27/3/1950"}


def hold(applicant: Applicant) -> applications.Turn:
    return applications.hold(applicant.id, touch=applicant.touch, keyed_by="citizen")


def known(applicant: Applicant) -> Applicant:
    """Who they are and what they ask is said."""
    for instance, raw in WHO.items():
        applicant.answer(instance, raw)
    return applicant


def test_it_needs_who_asks_for_what(applicant: Applicant) -> None:
    assert not applicant.turn.can_hold
    with pytest.raises(NotHeld):
        hold(applicant)
    assert known(applicant).turn.can_hold


def test_held_once_it_stays_as_it_was(applicant: Applicant) -> None:
    first = hold(known(applicant))
    clock.set_offset(timedelta(days=3))
    again = hold(applicant)
    assert first.filed_at is not None
    assert again.filed_at == first.filed_at
    assert Entry.objects.filter(kind="application.filed").count() == 1


def test_the_law_counts_it_as_filed_when_it_was_held(applicant: Applicant) -> None:
    held = hold(known(applicant)).filed_at
    clock.set_offset(timedelta(days=5))
    applicant.answer_all()
    applicant.declare()
    assert isinstance(applicant.submit().step, Done)
    application = Application.objects.get(pk=applicant.id)
    assert application.filed_at == held
    assert held is not None
    assert application.submitted_at is not None
    assert application.submitted_at > held + timedelta(days=4)


def test_the_rest_must_follow_in_time_and_going_on_gives_no_more(applicant: Applicant) -> None:
    until = hold(known(applicant)).expires_at
    clock.set_offset(timedelta(days=20))
    applicant.answer("home", "12 Lê Lợi, Hà Nội")
    assert applicant.turn.expires_at == until
    clock.set_offset(timedelta(days=40))
    assert expiring.expire_due() == 1
    with pytest.raises(Expired):
        applications.current(applicant.id)


def test_a_stop_costs_nobody_their_date(applicant: Applicant) -> None:
    stopping.stop("social-pension", by="ann")
    assert hold(known(applicant)).filed_at is not None


def test_it_shows_in_how_far_it_is(applicant: Applicant) -> None:
    hold(known(applicant))
    application = Application.objects.get(pk=applicant.id)
    assert [step.step for step in cases.status(application, language="vi").steps] == ["draft", "held"]


@pytest.mark.django_db(transaction=True)
def test_clicked_twice_at_once_it_is_held_once(arrive: Callable[[], Applicant]) -> None:
    applicant = known(arrive())
    first, second = race(lambda: hold(applicant), lambda: hold(applicant))
    assert first.filed_at == second.filed_at
    assert Entry.objects.filter(kind="application.filed").count() == 1
