"""Giving what was asked for: one question a page, checked, handed in once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.headless import Page
from services.casework import handling
from services.casework.clocks import claiming
from services.casework.handling import Own
from services.casework.models import Application, Case, Document, Request
from services.record import clock
from tests.channels_web.case.conftest import holding
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast

STREET = Own("text", "Which street?", hint="As on the sign.")
PAPER = Own("evidence", "Please send the letter of the bank.")


def ask(cast: Cast, case: Case, *own: Own, again: tuple[str, ...] = ()) -> Request:
    return handling.ask(cast.ann, case.pk, own=own, again=again, days=14)


def opened(browser: Browser, asked: Request) -> Page:
    return browser.open(f"track/{asked.case.application_id}/request/{asked.pk}/")


def test_asked_answered_checked_and_sent(hers: Browser, case: Case, cast: Cast) -> None:
    asked = ask(cast, case, STREET, again=("paid",))
    page = opened(hers, asked)
    assert "You have until" in page.text
    page = hers.answer(page, answer="cash")
    assert "Which street?" in page.text
    review = hers.answer(page, answer="Lê Lợi")
    assert "Check your answers" in review.text
    done = hers.submit(review, "/send/")
    assert "Your answers were sent" in done.text
    assert Application.objects.get().rows.get(instance="paid").source == f"request:{asked.pk.hex}"


def test_sent_twice_it_is_handed_in_once(hers: Browser, case: Case, cast: Cast) -> None:
    review = hers.answer(opened(hers, ask(cast, case, STREET)), answer="Lê Lợi")
    hers.submit(review, "/send/")
    assert "Your answers were sent" in hers.submit(review, "/send/").text
    assert Request.objects.get().state == Request.State.ANSWERED


def test_a_wrong_answer_stays_with_what_is_wrong(hers: Browser, case: Case, cast: Cast) -> None:
    wrong = hers.answer(opened(hers, ask(cast, case, STREET)), answer="")
    assert wrong.status == 422
    assert "Enter an answer." in wrong.text
    assert "<title>Error: " in wrong.text


def test_two_tabs_show_both_answers(hers: Browser, case: Case, cast: Cast) -> None:
    tab = opened(hers, ask(cast, case, STREET))
    hers.answer(tab, answer="Lê Lợi")
    both = hers.answer(tab, answer="Hàng Bạc")
    assert both.status == 409
    assert "Lê Lợi" in both.text
    assert "Hàng Bạc" in hers.submit(both, "/q/").text


def test_answers_that_changed_are_checked_again(hers: Browser, case: Case, cast: Cast) -> None:
    asked = ask(cast, case, STREET)
    review = hers.answer(opened(hers, asked), answer="Lê Lợi")
    hers.answer(hers.open(f"track/{case.application_id}/request/{asked.pk}/q/q1/"), answer="Hàng Bạc")
    again = hers.submit(review, "/send/")
    assert "Check your answers again" in again.text
    assert Request.objects.get().state == Request.State.OPEN


def test_a_file_comes_goes_and_comes(hers: Browser, case: Case, cast: Cast) -> None:
    page = opened(hers, ask(cast, case, PAPER))
    assert "This file is empty." in hers.give(page, b"").text
    given = hers.give(page, name="thư <b>.pdf")
    assert "thư <b>.pdf" in given.text
    without = hers.submit(given, "/remove/")
    assert "thư" not in without.text
    review = hers.submit(hers.give(without, name="thư.pdf"), "/q/")
    assert "thư.pdf" in review.text
    hers.submit(review, "/send/")
    assert Document.objects.filter(removed_at=None).count() == 1


def test_no_file_at_all(hers: Browser, case: Case, cast: Cast) -> None:
    page = opened(hers, ask(cast, case, PAPER))
    assert "Add a file." in hers.submit(page, "/files/").text


@pytest.mark.parametrize(
    ("end", "sentence"),
    [("withdrawn", "This is not needed any more."), ("lapsed", "The time for this is over.")],
)
def test_too_late_is_a_sentence_and_a_way_back(hers: Browser, case: Case, cast: Cast, end: str, sentence: str) -> None:
    asked = ask(cast, case, STREET)
    page = opened(hers, asked)
    if end == "withdrawn":
        handling.withdraw_request(cast.ann, asked.pk)
    else:
        clock.set_offset(timedelta(days=40))
        claiming.lapse_limits()
        holding(hers, case.application_id)
    refused = hers.answer(page, answer="Lê Lợi")
    assert refused.status == 409
    assert sentence in refused.text
    assert f"/en/track/{case.application_id}/" in refused.text


@pytest.mark.parametrize("instance", ["q2", "full_name", "a" * 300, "%00"])
def test_a_forged_question_leads_to_the_one_that_is_due(hers: Browser, case: Case, cast: Cast, instance: str) -> None:
    asked = ask(cast, case, STREET)
    page = hers.open(f"track/{case.application_id}/request/{asked.pk}/q/{instance}/")
    assert "This question is not asked" in page.text
    assert "Which street?" in page.text


def test_another_applications_request_is_not_reached_through_ones_own(
    hers: Browser, case: Case, cast: Cast, applicant: object
) -> None:
    asked = ask(cast, case, STREET)
    mine = Browser()
    mine.start()
    page = mine.open(f"track/{mine.application}/request/{asked.pk}/")
    assert page.status == 403
    assert "Which street?" not in page.text
