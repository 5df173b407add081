"""What the pages say of the law: fees and why, deadlines as dates, who else is asked, and what stands in the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.casework.models import Application, Case
from services.catalogue import publishing, samples, stopping, trying
from services.parity import exceptions
from services.record import clock
from tests.channels_web.conftest import Browser
from tests.services.catalogue.changed import change, definition, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]
LANGUAGES = pytest.mark.parametrize("code", ["vi", "en", "pt"])


@LANGUAGES
@pytest.mark.parametrize("slug", samples.slugs())
def test_every_service_can_be_read_before_it_is_begun(browser: Browser, slug: str, code: str) -> None:
    browser.language = code
    page = browser.open(f"services/{slug}/")
    assert page.status == 200
    assert str(samples.definition(slug).words[code]["title"]) in page.text


TOLD = {
    "en": ["8,000 VND where nothing else was set; by law 50,000 VND at most", "more than 60 days", "Free of it:"],
    "vi": ["nếu địa phương không quy định khác; theo luật tối đa 50.000", "đã quá 60 ngày", "Được miễn: Gia đình"],
    "pt": ["onde nada mais foi fixado; por lei, no máximo", "passaram mais de 60 dias", "Não pagam: Famílias"],
}


@pytest.mark.parametrize(("code", "said"), TOLD.items())
def test_a_fee_is_told_before_anybody_starts_with_its_reason(browser: Browser, code: str, said: list[str]) -> None:
    browser.language = code
    text = browser.open("services/birth-registration/").text
    assert [each for each in said if each not in text] == []


def test_a_difference_made_by_law_is_told_before_the_door_is_chosen(browser: Browser) -> None:
    text = browser.open("services/birth-registration/").text
    assert "A law treats doors differently here." in text
    assert "Hội đồng nhân dân thành phố Hà Nội" in text


def test_the_deadline_is_a_date(browser: Browser) -> None:
    clock.travel(datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    text = browser.open("services/birth-registration/").text
    assert "between 1 June 2026 and 8 June 2026" in text


def test_a_stopped_service_says_why_and_cannot_be_begun(browser: Browser) -> None:
    stopping.stop("social-pension", by="ann", words={"en": "A form was wrong."})
    page = browser.open("services/social-pension/")
    assert "A form was wrong." in page.text
    assert "apply/start" not in page.html
    begun = browser.submit(browser.open("apply/start/social-pension/"), language="en")
    assert begun.status == 503
    assert "A form was wrong." in begun.text


def test_an_exception_is_public(browser: Browser) -> None:
    made = exceptions.ask(
        "social-pension", "P201", about="", reason={"en": "The phone comes in May."}, legal_basis="A law",
        until=clock.now() + timedelta(30), by="ann",
    )  # fmt: skip
    assert "The phone comes in May." not in browser.open("services/social-pension/").text
    exceptions.approve(made.pk, by="ben")
    assert "The phone comes in May." in browser.open("services/social-pension/").text


def test_who_said_enough_holds_their_date(browser: Browser) -> None:
    page = browser.start("social-pension")
    page = browser.go_on(page, until="home")
    assert "Hold my date" in page.text
    held = browser.submit(page, "/hold/")
    assert "Your date is held" in held.text
    assert Application.objects.get().filed_at is not None
    assert "Hold my date" not in browser.open(page.path.partition("/en/")[2]).text


def test_a_date_is_not_held_before_that(browser: Browser) -> None:
    page = browser.start("social-pension")
    assert "Hold my date" not in page.text
    application = Application.objects.get().pk
    _, hidden = page.form("/q/")
    refused = browser.client.post(f"/en/apply/{application}/hold/", hidden)
    assert refused.status_code == 409
    assert "First answer who you are" in refused.content.decode()


def test_before_sending_they_see_what_comes_of_it(browser: Browser) -> None:
    clock.travel(datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    review = browser.go_on(browser.start("social-pension"))
    assert "When you have an answer" in review.text
    assert "15 June 2026" in review.text
    assert "Nothing." in review.text


def test_what_is_tried_out_makes_no_case(browser: Browser, tmp_path: Path) -> None:
    version = publishing.try_out(definition(tmp_path), by="ann")
    where = trying.link(version).partition("/en/")[2]
    page = browser.submit(browser.open(where))
    assert page.status == 200
    browser.open(page.path.partition("/en/")[2].removesuffix("reference/"))
    application = Application.objects.get()
    assert application.tryout
    assert not Case.objects.exists()
    assert "A try-out" in browser.open(f"apply/{application.pk}/").text


def test_a_link_that_is_not_ours(browser: Browser) -> None:
    assert browser.open("apply/try/abc:def:ghi/").status == 404


def test_an_application_that_the_law_overtook_says_why(browser: Browser, tmp_path: Path) -> None:
    published(definition(tmp_path / "a"))
    page = browser.start("example")
    for name, value in (("name", "An"), ("age", "40"), ("bins", "2")):
        page = browser.submit(page, "/q/", answer=value)
        assert page.status == 200, name
    declare = browser.check(page)
    published(definition(tmp_path / "b", least=16), change("refuse"))
    refused = browser.submit(declare, "/send/")
    assert refused.status == 409
    assert "The council has decided anew." in refused.text
