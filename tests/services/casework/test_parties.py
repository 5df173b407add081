"""Everybody else who must do something: asked by their own way, agreeing, refusing, or silent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import cases, handling, parties, secrets, touches
from services.casework.clocks import claiming
from services.casework.errors import NotAllowed, NotNow, WrongSecret
from services.casework.models import Application, Case, Deadline, Party, Task
from services.record import clock, ledger
from tests.services.casework.cast import Cast, gather
from tests.services.casework.conftest import Applicant


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def landlord(case: Case) -> Party:
    """Somebody who must agree, whom the applicant named without saying how to reach them."""
    return Party.objects.create(
        application=case.application, role="landlord", must=["confirm"], silence="escalate", language="vi"
    )


@pytest.fixture
def invited(landlord: Party, cast: Cast) -> Party:
    return parties.reach(cast.ann, landlord.pk, "email", "bao@example.org")


def answer(party: Party, *, agrees: bool, words: str = "") -> Party:
    touch = touches.open("web", "vi").id
    return parties.answer(party.pk, agrees=agrees, words=words, touch=touch)


def test_staff_reach_whom_the_applicant_could_not(invited: Party, cast: Cast) -> None:
    assert (invited.state, invited.due_on is not None) == ("invited", True)
    with pytest.raises(NotNow, match="party_invited"):
        parties.reach(cast.ann, invited.pk, "email", "bao@example.org")


def test_an_outsider_invites_nobody(landlord: Party, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        parties.reach(cast.eve, landlord.pk, "email", "eve@example.org")


@pytest.mark.parametrize(("way", "address"), [("email", " "), ("pigeon", "north")])
def test_a_way_without_an_address_is_none(landlord: Party, cast: Cast, way: str, address: str) -> None:
    with pytest.raises(NotNow, match="way_missing"):
        parties.reach(cast.ann, landlord.pk, way, address)


def test_their_reference_and_secret_open_theirs_and_nothing_else(invited: Party, applicant: Applicant) -> None:
    secret = parties.new_secret(invited)
    assert secrets.holder_of(invited.reference, secret, caller="here") == invited
    with pytest.raises(WrongSecret):
        secrets.checked(invited.reference, secret, caller="here")
    own = Application.objects.get(pk=applicant.id)
    assert secrets.holder_of(own.reference, applicant.started.secret, caller="here") == own


def test_they_agree_once(invited: Party, case: Case) -> None:
    assert answer(invited, agrees=True).state == Party.State.CONFIRMED
    assert answer(invited, agrees=False, words="No!").state == Party.State.CONFIRMED
    assert not Task.objects.filter(case=case, name="party_refused").exists()
    assert list(ledger.verify()) == []


def test_who_refuses_may_say_why_and_somebody_looks_at_it(invited: Party, case: Case) -> None:
    refused = answer(invited, agrees=False, words="I never rented it to them")
    assert parties.words_of(refused) == "I never rented it to them"
    assert b"rented" not in bytes(refused.words_sealed)
    assert Task.objects.get(case=case, name="party_refused").role == "handler"


def test_nobody_decides_before_they_were_heard(invited: Party, case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow, match="party_open"):
        handling.decide(cast.ann, case.pk, "granted", "So it is", [{"title": "Law"}])


@pytest.mark.parametrize(("silence", "tasks"), [("agreed", 0), ("escalate", 1), ("refused", 1)])
def test_silence_is_what_the_law_makes_of_it(invited: Party, case: Case, silence: str, tasks: int) -> None:
    Party.objects.filter(pk=invited.pk).update(silence=silence)
    clock.set_offset(timedelta(days=45))
    assert claiming.lapse_limits() == 1
    invited.refresh_from_db()
    assert invited.state == Party.State.SILENT
    assert Task.objects.filter(case=case, name="party_silent").count() == tasks
    with pytest.raises(NotNow, match="party_too_late"):
        answer(invited, agrees=True)


def test_the_clock_stands_still_where_the_law_says_so(landlord: Party, case: Case, cast: Cast) -> None:
    Deadline.objects.filter(case=case).update(suspends=["party"])
    invited = parties.reach(cast.ann, landlord.pk, "email", "bao@example.org")
    assert Deadline.objects.get(case=case).suspended_at is not None
    answer(invited, agrees=True)
    assert Deadline.objects.get(case=case).suspended_at is None


def test_after_a_withdrawal_nobody_is_asked(invited: Party, applicant: Applicant) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    with pytest.raises(NotNow, match="case_closed"):
        answer(invited, agrees=True)
    clock.set_offset(timedelta(days=45))
    assert claiming.lapse_limits() == 0
