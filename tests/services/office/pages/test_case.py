"""The page of a case: everything that is known of it, in two languages, for those whose case it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from services.casework import handling
from services.casework.models import Case, Document, Likeness
from services.casework.references import grouped
from tests.services.casework.cast import Cast, sent
from tests.services.casework.conftest import Applicant
from tests.services.office.desks import Desk, at_desk
from tests.services.office.pages.conftest import travel_to

MOST = 36  # statements of the page, however much there is in the case


def test_it_works(ann: Desk, case: Case) -> None:
    travel_to(case, days_left=14)
    page = ann.open(f"/office/cases/{case.pk}/")
    assert page.status == 200 and page.heading == "Apply for the social pension"
    assert grouped(case.reference) in page.text and "Due in 14 days" in page.text


def test_answers_in_both_languages(ann: Desk, case: Case) -> None:
    text = ann.open(f"/office/cases/{case.pk}/").text
    assert "27 March 1950" in text and "27 tháng 3 năm 1950" in text
    assert "the applicant, on the web" in text


def test_in_one_language_where_both_speak_it(cast: Cast, case: Case) -> None:
    text = at_desk(cast.ann, "vi").open(f"/office/cases/{case.pk}/").text
    assert text.count("27 tháng 3 năm 1950") == 1 and "27 March 1950" not in text


def test_another_body_learns_nothing(eve: Desk, case: Case) -> None:
    page = eve.open(f"/office/cases/{case.pk}/")
    assert page.status == 404 and page.heading == "There is nothing here for you"
    assert "Nguyễn" not in page.text and case.reference not in page.text


def test_what_was_asked_stands_first(ann: Desk, case: Case, document: Document) -> None:
    text = ann.open(f"/office/cases/{case.pk}/").text
    assert "The applicant has been asked for something" in text
    assert "Giấy tờ của ông bà?" in text and "Not answered yet" in text


def test_a_late_case_says_so(cast: Cast, case: Case) -> None:
    travel_to(case, days_left=-6)
    assert "6 days late" in at_desk(cast.ann).open(f"/office/cases/{case.pk}/").text


def test_the_same_matter_is_seen_by_staff(ann: Desk, case: Case, arrive: Callable[[], Applicant]) -> None:
    second = sent(arrive())
    likeness = Likeness.objects.get(application=second.application_id)
    page = ann.open(f"/office/cases/{second.pk}/")
    assert f"May be the same person as in {grouped(case.reference)}" in page.text
    ann.do(second, "likeness", target=str(likeness.pk))
    assert "May be the same" not in ann.open(f"/office/cases/{second.pk}/").text


@pytest.mark.parametrize("much", [1, 12])
def test_as_many_statements_however_much_there_is(
    ann: Desk, case: Case, cast: Cast, much: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(much):
        handling.note(cast.ann, case.pk, f"note {number}")
        handling.ask(cast.ann, case.pk, again=["born"])
    ann.open(f"/office/cases/{case.pk}/")
    with django_assert_max_num_queries(MOST):
        ann.open(f"/office/cases/{case.pk}/")
