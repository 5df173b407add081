"""The queue as a page: in the order of the law, filtered, searched, walked by key."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from services.casework import handling
from services.casework.models import Case
from services.casework.references import grouped
from services.office.models import SavedFilter
from services.people.models import User
from tests.services.casework.cast import Cast
from tests.services.office.desks import Desk, at_desk
from tests.services.office.pages.conftest import travel_to


def test_it_works(ann: Desk, case: Case) -> None:
    travel_to(case, days_left=14)
    page = ann.open("/office/")
    assert page.heading == "Queue" and grouped(case.reference) in page.text
    assert "Due in 14 days" in page.text and "To be worked on (1)" in page.text


def test_another_body_has_its_own(eve: Desk, case: Case) -> None:
    text = eve.open("/office/").text
    assert "There are no cases here" in text and grouped(case.reference) not in text


def test_somebody_without_a_team_is_told_what_to_do(db: None) -> None:
    joana = User.objects.create_user("joana@office.example", "Joana Silva")
    assert at_desk(joana).open("/office/").heading == "Good to see you, Joana Silva"


def test_what_comes_next_is_taken(ann: Desk, cast: Cast, case: Case) -> None:
    assert ann.post("next/").path == f"/office/cases/{case.pk}/"
    assert Case.objects.get(pk=case.pk).handler == cast.ann
    assert "Nothing is free now" in ann.post("next/").text


@pytest.mark.parametrize(("query", "there"), [("whose=mine", False), ("whose=free", True), ("language=pt", False)])
def test_filters(ann: Desk, case: Case, query: str, there: bool) -> None:
    assert (grouped(case.reference) in ann.open(f"/office/?{query}").text) is there


@pytest.mark.parametrize("query", ["state=x", "team=x", "team=99999999999", "after=x", "whose=%F0"])
def test_a_filter_nobody_offers_breaks_nothing(ann: Desk, query: str) -> None:
    assert ann.open(f"/office/?{query}").status == 200


def test_what_no_key_writes_is_not_read(ann: Desk) -> None:
    assert ann.open("/office/?type=%00").status == 400


def test_a_filter_is_saved_and_forgotten(ann: Desk, case: Case) -> None:
    page = ann.post("filters/", name=" My  late ones ", state="late", whose="mine", evil="x")
    assert page.path == "/office/?whose=mine&state=late" and "My late ones" in page.text
    saved = SavedFilter.objects.get()
    assert saved.wanted == {"whose": "mine", "state": "late"}
    ann.post(f"filters/{saved.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_a_filter_wants_a_name(ann: Desk) -> None:
    page = ann.post("filters/", name=" ", state="late")
    assert page.status == 422 and "Give the filter a name" in page.text


def test_nobody_forgets_another_ones_filter(ann: Desk, ben: Desk) -> None:
    ann.post("filters/", name="Mine", state="late")
    ben.post(f"filters/{SavedFilter.objects.get().pk}/forget/")
    assert SavedFilter.objects.exists()


@pytest.mark.parametrize("text", ["nguyen an", "001 056 001 234"])
def test_found_by_words_and_numbers(ann: Desk, case: Case, text: str) -> None:
    assert grouped(case.reference) in ann.open(f"/office/search/?q={text}").text


def test_a_whole_reference_of_another_body_leads_to_the_glass(eve: Desk, case: Case) -> None:
    text = eve.open(f"/office/search/?q={case.reference}").text
    assert "Is it an emergency?" in text and "Social" not in text
    assert "emergency" not in eve.open("/office/search/?q=nguyen").text


def test_fifteen_statements(
    ann: Desk, case: Case, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    handling.take(cast.ann, case.pk)
    ann.open("/office/")
    with django_assert_max_num_queries(15):
        ann.open("/office/")


def test_the_rows_are_fetched_again_only_when_they_changed(ann: Desk, case: Case, cast: Cast) -> None:
    first = ann.client.get("/office/", headers={"HX-Request": "true"})
    again = {"HX-Request": "true", "If-None-Match": first["ETag"]}
    assert ann.client.get("/office/", headers=again).status_code == 304
    handling.take(cast.ben, case.pk)
    moved = ann.client.get("/office/", headers=again)
    assert moved.status_code == 200 and b"Ben" in moved.content and b"<html" not in moved.content
