"""Anybody checks a document by its number; nobody learns whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from config.headless import Page
from services.casework import deciding, outputs
from services.casework.models import Case, Output
from services.casework.outputs import issuing, verifying
from services.casework.references import grouped, mint
from services.record import limits
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant, arrive

pytestmark = pytest.mark.django_db
__all__ = ["arrive"]
PRIVATE = ("Nguyễn", "Ẩn", "Lê Lợi", "1950", "Agribank", "001056001234", "1500")


@pytest.fixture
def case(arrive: Callable[[], Applicant]) -> Case:
    return sent(arrive())


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def output(case: Case) -> Output:
    deciding.by_silence(case, "granted")
    return Output.objects.get(case=case)


@pytest.fixture
def issued(cast: Cast, output: Output) -> Output:
    return issuing.issue(cast.ann, output.pk)


def check(number: str, language: str = "en") -> Page:
    return Page(Browser(language).client.get(f"/{language}/verify/", {"number": number}), "")


@pytest.mark.parametrize(
    ("language", "said", "document"),
    [
        ("en", "This document is valid", "Decision on the social pension"),
        ("vi", "Giấy tờ này có giá trị", "Quyết định"),
        ("pt", "Este documento é válido", "Decisão"),
    ],
)
def test_it_says_that_it_is_valid_in_each_language(issued: Output, language: str, said: str, document: str) -> None:
    page = check(issued.number, language)
    assert page.status == 200
    assert said in page.text and document in page.text
    assert grouped(issued.number) in page.text


def test_nothing_of_the_person_is_on_it(case: Case, issued: Output) -> None:
    page = check(issued.number, "vi")
    assert not [word for word in PRIVATE if word in page.text]
    assert case.reference not in page.text and grouped(case.reference) not in page.text
    assert "social-pension-decision" not in page.text


@pytest.mark.parametrize("write", [grouped, lambda number: number, "-".join, lambda n: f"  {n}\u200b "])
def test_however_it_is_typed(issued: Output, write: Callable[[str], str]) -> None:
    assert "This document is valid" in check(write(issued.number)).text


def test_what_was_revoked_says_so_and_when(case: Case, issued: Output) -> None:
    outputs.revoke_all(case, by="platform")
    page = check(issued.number)
    assert "This document is not valid any more" in page.text
    assert "It was revoked on" in page.text and "This document is valid" not in page.text


def test_what_was_only_ordered_is_not_known_nor_what_was_never_issued(case: Case, output: Output) -> None:
    assert "We know no document with this number" in check(output.number).text
    outputs.revoke_all(case, by="platform")
    assert check(output.number).status == 404


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("123", "A document has a number of 12 digits"),
        ("abc", "A document has a number of 12 digits"),
        ("<script>alert(1)</script>", "A document has a number of 12 digits"),
        ("9" * 5000, "A document has a number of 12 digits"),
        ("\x00", "A document has a number of 12 digits"),
        ("4827 1935 6021", "One of the digits is wrong"),
    ],
)
def test_what_is_no_number_is_said_at_the_field_and_kept(db: None, number: str, said: str) -> None:
    page = check(number)
    assert page.status == 422
    assert said in page.text and "<script>alert" not in page.html


def test_an_unknown_number_says_what_to_do(db: None) -> None:
    page = check(mint())
    assert page.status == 404
    assert "We know no document with this number" in page.text


def test_the_empty_page_asks_for_a_number(db: None) -> None:
    page = check("  ")
    assert page.status == 200
    assert 'name="number"' in page.html and "There is a problem" not in page.text


def test_the_address_on_the_paper_leads_to_the_page_in_ones_own_language(issued: Output) -> None:
    headers = {"host": "localhost", "accept-language": "pt"}
    response = Browser().client.get("/verify/", {"number": issued.number}, headers=headers)
    assert response.status_code == 302
    assert response["Location"] == f"/pt/verify/?number={issued.number}"


def test_machines_get_the_same(case: Case, issued: Output) -> None:
    client = Browser().client
    said = client.get(f"/verify/{issued.number}.json", headers={"accept-language": "en"}).json()
    assert said["state"] == "stands" and said["document"] == "Decision on the social pension"
    assert set(said) == {"state", "number", "document", "authority", "issued_on", "revoked_on"}
    outputs.revoke_all(case, by="platform")
    again = client.get(f"/verify/{issued.number}.json").json()
    assert again["state"] == "revoked" and again["revoked_on"]


@pytest.mark.parametrize(("number", "status"), [("123", 400), ("482719356021", 400), ("482719356027", 404)])
def test_machines_are_told_what_is_wrong(db: None, number: str, status: int) -> None:
    response = Browser().client.get(f"/verify/{number}.json")
    assert response.status_code == status
    assert response.json().get("state", response.json().get("error"))


def test_the_seals_are_still_at_their_address(db: None) -> None:
    assert "seals" in Browser().client.get("/verify/seals/").json()


def test_nobody_tries_numbers_without_end(db: None) -> None:
    for _ in range(300):
        limits.hit("checks of a caller", "127.0.0.1", verifying.CHECKS_A_CALLER)
    page = check(mint())
    assert page.status == 429
    assert "There were too many attempts." in page.text


def test_only_reading_is_allowed(db: None) -> None:
    assert Browser().client.post("/en/verify/", {"number": "1"}).status_code in (403, 405)


def test_it_takes_one_statement(issued: Output, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    check(issued.number)
    with django_assert_num_queries(1):
        check(issued.number)
