"""What a person does about their case."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from services.casework import cases, handling
from services.casework.clocks import claiming
from services.casework.errors import NotNow, NotYours
from services.casework.models import Case, Decision, Limit, Note, Request, Task
from services.casework.subscribers import appeal_upheld
from services.people import contact_plans
from services.people.models import ContactPlan
from services.record import clock, ledger
from services.record.models import Event
from tests.services.casework.cast import Cast, case_of
from tests.services.casework.conftest import Applicant

BASIS = [{"title": "Law"}]


def refused(case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "refused", "No proof of age.", BASIS)


def object_to(case: Case, applicant: Applicant, grounds: str = "I am 76, look again") -> Case:
    return cases.appeal(case.pk, grounds, touch=applicant.touch, keyed_by="citizen")


def withdraw(applicant: Applicant) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")


def test_withdrawn_it_ends_and_stays_withdrawn(case: Case, applicant: Applicant) -> None:
    withdraw(applicant)
    withdraw(applicant)
    case.refresh_from_db()
    assert (case.result, case.step) == ("withdrawn", "closed")
    followed = cases.follow(applicant.id, language="vi")
    assert followed is not None and not followed.can_withdraw and not followed.can_correct
    assert list(ledger.verify()) == []


def test_what_was_owed_is_not_owed_any_more(case: Case, cast: Cast, applicant: Applicant) -> None:
    handling.ask(cast.ann, case.pk, again=["born"])
    withdraw(applicant)
    assert Request.objects.get(case=case).state == Request.State.WITHDRAWN
    assert not Limit.objects.filter(met_at=None, lapsed_at=None).exists()


def test_an_objection_is_a_case_with_a_clock_of_its_own(case: Case, cast: Cast, applicant: Applicant) -> None:
    refused(case, cast)
    appeal = object_to(case, applicant)
    assert (appeal.about, appeal.authority, appeal.step) == (case, case.authority, "received")
    assert appeal.due_before > clock.now()
    assert Note.objects.get(case=appeal).by == "citizen"
    assert Task.objects.get(case=appeal).role == "decider"
    assert object_to(case, applicant) == appeal


def test_upheld_it_is_decided_anew(case: Case, cast: Cast, applicant: Applicant) -> None:
    refused(case, cast)
    appeal = object_to(case, applicant)
    handling.decide(cast.ben, appeal.pk, "granted", "The proof lies in the register.", BASIS)
    for _ in range(2):  # a delivery may come twice
        appeal_upheld(Event.objects.get(kind="appeal.upheld"))
    case.refresh_from_db()
    appeal.refresh_from_db()
    assert (case.step, case.result, appeal.step) == ("in_progress", "", "closed")
    handling.decide(cast.ben, case.pk, "granted", "She is 76.", BASIS)
    assert sorted(Decision.objects.filter(case=case).values_list("state", flat=True)) == ["replaced", "stands"]


def test_not_upheld_what_was_decided_stands(case: Case, cast: Cast, applicant: Applicant) -> None:
    refused(case, cast)
    appeal = object_to(case, applicant)
    handling.decide(cast.ben, appeal.pk, "refused", "There is no proof.", BASIS)
    assert not Event.objects.filter(kind="appeal.upheld").exists()
    assert Decision.objects.get(case=case).state == Decision.State.STANDS
    followed = cases.follow(applicant.id, language="en")
    assert followed is not None and not followed.can_appeal
    assert followed.appeals[0].title == "Your objection"


def test_too_late_it_is_said(case: Case, cast: Cast, applicant: Applicant) -> None:
    refused(case, cast)
    clock.set_offset(timedelta(days=40))
    claiming.lapse_limits()
    with pytest.raises(NotNow, match="appeal_too_late"):
        object_to(case, applicant)


@pytest.mark.parametrize(("grounds", "code"), [("  ", "words_missing"), ("x" * 5001, "words_too_long")])
def test_an_objection_says_something(case: Case, cast: Cast, applicant: Applicant, grounds: str, code: str) -> None:
    refused(case, cast)
    with pytest.raises(NotNow) as wrong:
        object_to(case, applicant, grounds)
    assert wrong.value.code == code


def test_there_must_be_something_to_object_to(case: Case, applicant: Applicant) -> None:
    with pytest.raises(NotNow, match="nothing_decided"):
        object_to(case, applicant)


def test_how_to_be_reached_is_chosen_at_any_time(case: Case, applicant: Applicant) -> None:
    choose = partial(cases.choose_contact, applicant.id, touch=applicant.touch, keyed_by="citizen")
    choose("pt", ["email"], {"email": "an@example.org"})
    plan = case_of(applicant.id).contact
    assert plan is not None
    assert contact_plans.addresses_of(plan) == {"email": "an@example.org"}
    assert (plan.language, plan.ways, plan.revision) == ("pt", ["email"], 2)
    assert b"example.org" not in bytes(plan.addresses_sealed)
    choose("vi", [], {})
    assert ContactPlan.objects.get(pk=plan.pk).ways == []


@pytest.mark.parametrize(("ways", "addresses"), [(["email"], {}), (["pigeon"], {"pigeon": "north"})])
def test_a_way_leads_somewhere(case: Case, applicant: Applicant, ways: list[str], addresses: dict[str, str]) -> None:
    with pytest.raises(NotNow, match="way_missing"):
        cases.choose_contact(applicant.id, "vi", ways, addresses, touch=applicant.touch, keyed_by="citizen")


def test_before_it_is_sent_there_is_no_case(applicant: Applicant) -> None:
    assert cases.follow(applicant.id, language="vi") is None
    with pytest.raises(NotYours):
        withdraw(applicant)
