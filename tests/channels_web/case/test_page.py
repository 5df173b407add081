"""The page of a case: where it stands, by when, what was decided, and nothing for strangers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from services.casework import cases, handling
from services.casework.handling import Own
from services.casework.models import Case, Deadline
from services.catalogue import samples
from services.record import clock
from tests.channels_web.case.conftest import decide, holding
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast
from tests.services.casework.conftest import Applicant
from tests.services.casework.test_consequences import BUNDLE
from tests.services.casework.test_consequences import sent as sent_to
from tests.services.catalogue.test_samples import MOTHER


def page_of(case: Case) -> str:
    return f"track/{case.application_id}/"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "You have an answer by"), ("vi", "chậm nhất"), ("pt", "Tem uma resposta até")]
)
def test_it_says_by_when(hers: Browser, case: Case, language: str, said: str) -> None:
    hers.language = language
    page = hers.open(page_of(case))
    assert page.status == 200
    assert said in page.text
    assert case.reference[:4] in page.text


def test_before_it_was_sent_one_goes_on_with_it(applicant: Applicant) -> None:
    page = holding(Browser(), applicant.id).open(f"track/{applicant.id}/")
    assert page.instance == "full_name"


def test_what_is_asked_stands_first_on_the_list_and_on_the_page(hers: Browser, case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, own=[Own("text", "Which street?")])
    for path in ("track/", page_of(case)):
        assert "You are asked for something until" in hers.open(path).text
    assert "/request/" in hers.open(page_of(case)).html


def test_while_we_wait_for_an_answer_our_time_stands_still(hers: Browser, case: Case, cast: Cast) -> None:
    Deadline.objects.filter(case=case).update(suspends=["request"])
    handling.ask(cast.ann, case.pk, own=[Own("text", "Which street?")])
    text = hers.open(page_of(case)).text
    assert "Our time stands still" in text and "You have an answer by" not in text


def test_a_decision_is_told_in_words_with_its_grounds_and_the_way_to_object(
    hers: Browser, case: Case, cast: Cast
) -> None:
    decide(cast, case, "refused", "She has <a pension>.\nOf the railway.")
    text = hers.open(page_of(case)).text
    for said in ("Refused", "She has <a pension>.", "Luật Bảo hiểm xã hội 2024 21", "You can object until"):
        assert said in text
    assert "Withdraw this application" not in text


def test_a_late_one_says_sorry_and_leads_to_a_complaint(hers: Browser, case: Case) -> None:
    samples.load("channel-complaint")
    Deadline.objects.filter(case=case).update(lapsed_at=clock.now())
    text = hers.open(page_of(case)).text
    assert "We are sorry that you did not." in text
    assert f"channel-complaint/?about={case.reference}" in text
    assert "Complain about this delay" in text


def test_one_that_will_be_late_names_the_new_day(hers: Browser, case: Case) -> None:
    Deadline.objects.filter(case=case).update(promised_on=date(2031, 12, 24))
    text = hers.open(page_of(case)).text
    assert "We are sorry: it takes longer than it should" in text
    assert "24 December 2031" in text


def test_what_was_withdrawn_offers_nothing_more(hers: Browser, case: Case, applicant: Applicant) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    text = hers.open(page_of(case)).text
    assert "You have an answer by" not in text
    assert "Put an answer right" not in text


def test_an_objection_runs_as_a_section_of_its_own(hers: Browser, case: Case, cast: Cast, applicant: Applicant) -> None:
    decide(cast, case, "refused")
    made = cases.appeal(case.pk, "I do not agree", touch=applicant.touch, keyed_by="citizen")
    text = hers.open(page_of(case)).text
    assert "Your objection" in text
    assert made.reference[:4] in text
    assert "You have objected." in text
    assert "I do not agree" not in text


def test_a_bundle_shows_its_parts(db: None) -> None:
    bundle = sent_to("birth-bundle", **MOTHER | BUNDLE)
    text = holding(Browser(), bundle.id).open(f"track/{bundle.id}/").text
    assert "Its parts" in text
    assert "The father: has not been asked yet" in text
    assert "Lê Minh" not in text


def test_its_statements_do_not_grow_with_its_requests(
    hers: Browser, case: Case, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hers.open(page_of(case))
    for number in range(4):
        asked = handling.ask(cast.ann, case.pk, own=[Own("text", f"Which street {number}?")])
        handling.withdraw_request(cast.ann, asked.pk)
        handling.ask(cast.ann, case.pk, own=[Own("text", f"Which house {number}?")])
    with django_assert_max_num_queries(26):
        hers.open(page_of(case))
    with django_assert_max_num_queries(12):
        hers.open("track/")


def test_a_bundle_takes_forty_statements_at_most(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bundle = sent_to("birth-bundle", **MOTHER | BUNDLE)
    browser = holding(Browser(), bundle.id)
    browser.open(f"track/{bundle.id}/")
    with django_assert_max_num_queries(40):
        browser.open(f"track/{bundle.id}/")


def test_a_case_whose_file_is_destroyed_is_not_shown(hers: Browser, case: Case) -> None:
    Case.objects.update(destroyed_at=clock.now() + timedelta(1))
    assert "How far it is" not in hers.open(page_of(case)).text
