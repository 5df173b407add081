"""Putting right, withdrawing, objecting: each once, each with its sentence where it is too late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import noting
from services.casework.clocks import claiming
from services.casework.models import Case, Note, Request
from services.record import clock
from tests.channels_web.case.conftest import decide, holding
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast


def test_an_answer_is_put_right(hers: Browser, case: Case) -> None:
    page = hers.open(f"track/{case.application_id}/correct/")
    assert "Agribank" in page.text
    page = hers.submit(page, "/correct/", answers=["bank"])
    assert page.instance == "bank"
    sent = hers.submit(hers.answer(page, answer="BIDV"), "/send/")
    assert "Your answers were sent" in sent.text
    assert "BIDV" in hers.open(f"track/{case.application_id}/correct/").text


def test_one_that_was_begun_is_gone_on_with(hers: Browser, case: Case) -> None:
    address = f"track/{case.application_id}/correct/"
    page = hers.open(address)
    for answers in (["bank"], ["paid"]):
        assert hers.submit(page, "/correct/", answers=answers).instance == "bank"
    assert hers.open(address).instance == "bank"
    assert "You are putting answers right." in hers.open(f"track/{case.application_id}/").text
    assert Request.objects.count() == 1


@pytest.mark.parametrize("answers", [[], ["nothing"], ["full_name", "collectors", "nothing"][1:]])
def test_at_least_one_answer_is_chosen(hers: Browser, case: Case, answers: list[str]) -> None:
    page = hers.submit(hers.open(f"track/{case.application_id}/correct/"), "/correct/", answers=answers)
    assert page.status == 422
    assert "Choose at least one answer." in page.text
    assert not Request.objects.exists()


def test_withdrawn_after_one_more_question(hers: Browser, case: Case) -> None:
    page = hers.open(f"track/{case.application_id}/withdraw/")
    assert "You can apply again at any time." in page.text
    for _ in range(2):
        assert "Your application is withdrawn." in hers.submit(page, "/withdraw/").text
    case.refresh_from_db()
    assert case.result == "withdrawn"


def test_what_was_decided_is_neither_withdrawn_nor_put_right(hers: Browser, case: Case, cast: Cast) -> None:
    page = hers.open(f"track/{case.application_id}/withdraw/")
    decide(cast, case)
    for late in (hers.submit(page, "/withdraw/"), hers.open(f"track/{case.application_id}/correct/")):
        assert late.status == 409
        assert "It has been decided already." in late.text


def test_objecting_in_ones_own_words(hers: Browser, case: Case, cast: Cast) -> None:
    decide(cast, case, "refused")
    page = hers.open(f"track/{case.application_id}/object/{case.pk}/")
    assert "You can object until" in page.text
    for _ in range(2):
        done = hers.submit(page, "/object/", grounds="I have no pension.\r\nNone!")
        assert "Your objection was received." in done.text
    kept = Note.objects.select_related("case__application__data_key").get()
    assert noting.text_of(kept) == "I have no pension.\nNone!"
    assert Case.objects.filter(about=case).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "Enter an answer."), ("a" * 6000, "Shorten your answer to 5,000")]
)
def test_what_was_typed_stays(hers: Browser, case: Case, cast: Cast, typed: str, sentence: str) -> None:
    decide(cast, case, "refused")
    page = hers.open(f"track/{case.application_id}/object/{case.pk}/")
    wrong = hers.submit(page, "/object/", grounds=typed)
    assert wrong.status == 422
    assert sentence in wrong.text
    assert typed in wrong.text


def test_too_late_to_object(hers: Browser, case: Case, cast: Cast) -> None:
    decide(cast, case, "refused")
    clock.set_offset(timedelta(days=80))
    claiming.lapse_limits()
    holding(hers, case.application_id)
    assert "The time to object is over" in hers.open(f"track/{case.application_id}/").text
    late = hers.open(f"track/{case.application_id}/object/{case.pk}/")
    assert late.status == 409
    assert "The time to object is over" in late.text


def test_nothing_is_objected_to_before_it_is_decided(hers: Browser, case: Case) -> None:
    assert "Nothing was decided" in hers.open(f"track/{case.application_id}/object/{case.pk}/").text
