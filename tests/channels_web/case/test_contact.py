"""How somebody is reached: neither e-mail nor telephone is needed, and the page is always there."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from services.casework import queries
from services.casework.models import Case
from services.people import contact_plans
from tests.channels_web.conftest import Browser


@pytest.fixture(autouse=True)
def e_mail(settings: Settings) -> None:
    settings.NOTICE_WAYS = {"email": "services.notices.ways.email.send"}


def plan_of(case: Case) -> tuple[str, list[str], dict[str, str]]:
    plan = queries.plan_of(case.application_id)
    assert plan is not None
    return plan.language, plan.ways, contact_plans.addresses_of(plan)


def test_by_e_mail_and_in_portuguese(hers: Browser, case: Case) -> None:
    page = hers.open(f"track/{case.application_id}/contact/")
    assert "12 Lê Lợi" in page.text
    saved = hers.submit(
        page, "/contact/", language="pt", email="an@Example.ORG", post="12 Lê Lợi\nHà Nội", first="email"
    )
    assert "From now on we reach you as you chose." in saved.text
    language, ways, addresses = plan_of(case)
    assert (language, ways, addresses["email"]) == ("pt", ["email", "post"], "an@example.org")


def test_by_nothing_but_the_page(hers: Browser, case: Case) -> None:
    page = hers.open(f"track/{case.application_id}/contact/")
    hers.submit(page, "/contact/", language="vi", email="", post="")
    assert plan_of(case) == ("vi", [], {})


@pytest.mark.parametrize(
    ("says", "wrong"),
    [({"language": "vi", "email": "an@"}, "an@"), ({"language": "xx", "email": "a@b.org"}, "a@b.org"), ({}, "")],
)
def test_what_is_wrong_is_said_and_stays(hers: Browser, case: Case, says: dict[str, str], wrong: str) -> None:
    before = plan_of(case)
    page = hers.submit(hers.open(f"track/{case.application_id}/contact/"), "/contact/", **says)
    assert page.status == 422
    assert wrong in page.text
    assert plan_of(case) == before
