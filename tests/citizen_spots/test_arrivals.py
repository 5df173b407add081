"""A number drawn on the web, called at a counter, shown on the board."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from config.headless import Headless, Page
from services.people.models import User
from services.record import clock, limits
from services.spots import accrediting, tickets
from services.spots.models import Counter, Spot, Ticket
from tests.services.office.desks import at_desk
from tests.services.spots.conftest import network, network_held
from tests.services.spots.test_tickets import hanoi

__all__ = ["hanoi", "network", "network_held"]
pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def lan(hanoi: Spot) -> User:
    user = User.objects.create_user("lan@spot.example", "Lan")
    accrediting.accredit(user, hanoi, "clerk", "VN-1", by="test")
    return user


def seated(user: User, spot: Spot) -> tuple[Headless, Page]:
    desk = at_desk(user)
    page = desk.submit(desk.open("/counter/"), f"/sit/{spot.counters.get(number=1).pk}/")
    return desk, page


def drawn(spot: Spot, reason: str = "") -> tuple[Headless, Page]:
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.open(f"/en/spots/{spot.slug}/")
    return browser, browser.submit(page, "/ticket/", reason=reason)


def test_a_number_is_drawn_looked_at_and_given_back(hanoi: Spot) -> None:
    browser, page = drawn(hanoi)
    assert "Number 1" in page.text and "0 people are before you" in page.text
    page = browser.submit(page, "/back/")
    assert "This number is over." in page.text and Ticket.objects.get().outcome == "left"


def test_before_it_opens_the_wait_counts_from_then(hanoi: Spot) -> None:
    clock.travel(datetime(2026, 11, 29, 20, 0, tzinfo=UTC))
    assert "Opens today at 08:00" in drawn(hanoi)[1].text
    board = Headless("en").open(f"/en/spots/{hanoi.slug}/board/").text
    assert "Opens today at 08:00" in board


def test_called_it_says_to_which_counter(hanoi: Spot, lan: User) -> None:
    browser, page = drawn(hanoi)
    desk, counter = seated(lan, hanoi)
    counter = desk.submit(counter, "/next/")
    assert "With you: number 1" in counter.text
    assert "It is your turn: counter 1" in browser.open(page.path).text
    assert "Nobody waits." in desk.submit(counter, "/served/").text
    assert "This number is over." in browser.open(page.path).text


def test_who_does_not_come_is_told(hanoi: Spot, lan: User) -> None:
    browser, page = drawn(hanoi)
    desk, counter = seated(lan, hanoi)
    desk.submit(desk.submit(counter, "/next/"), "/away/")
    assert "You are called once more." in browser.open(page.path).text


def test_after_hours_nothing_is_drawn_and_it_is_said(hanoi: Spot) -> None:
    browser = Headless("en", Client(enforce_csrf_checks=True))
    page = browser.open(f"/en/spots/{hanoi.slug}/")
    clock.travel(EVENING)
    page = browser.submit(page, "/ticket/", reason="")
    assert page.status == 409 and "Nobody is helped there any more today." in page.text
    assert "Draw a number" not in page.text


def test_whoever_draws_too_many_is_told(hanoi: Spot) -> None:
    for _ in range(200):
        limits.hit("tickets", "127.0.0.1", tickets.DRAWN["web"])
    assert drawn(hanoi)[1].status == 429


def test_behind_a_proxy_everybody_has_a_limit_of_their_own(hanoi: Spot, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    for _ in range(200):
        limits.hit("tickets", "10.0.0.1", tickets.DRAWN["web"])
    address = f"/en/spots/{hanoi.slug}/ticket/"
    assert Client(headers={"X-Forwarded-For": "10.0.0.1"}).post(address).status_code == 429
    assert Client(headers={"X-Forwarded-For": "10.0.0.2"}).post(address).status_code == 302


def test_a_reason_that_is_none_is_no_reason(hanoi: Spot) -> None:
    browser = Client()
    browser.post(f"/en/spots/{hanoi.slug}/ticket/", {"reason": "king"})
    assert Ticket.objects.get().reason == ""


def test_anothers_spot_has_no_such_ticket(hanoi: Spot) -> None:
    drawn(hanoi)
    other = Spot.objects.exclude(pk=hanoi.pk)[0]
    assert Client().get(f"/en/spots/{other.slug}/ticket/{Ticket.objects.get().pk}/").status_code == 404


def test_the_board_shows_numbers_and_only_what_moved(hanoi: Spot, lan: User) -> None:
    drawn(hanoi)
    client = Client(headers={"HX-Request": "true"})
    before = client.get(f"/en/spots/{hanoi.slug}/board/")
    assert "Nobody is called" in before.content.decode() and "1 person waits" in before.content.decode()
    again = client.get(f"/en/spots/{hanoi.slug}/board/", headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 304
    desk, page = seated(lan, hanoi)
    desk.submit(page, "/next/")
    after = client.get(f"/en/spots/{hanoi.slug}/board/", headers={"If-None-Match": before["ETag"]})
    assert re.search(r">1</td><td[^>]*>1</td>", after.content.decode())


def test_a_clerk_draws_for_who_stands_there(hanoi: Spot, lan: User) -> None:
    desk, page = seated(lan, hanoi)
    page = desk.submit(page, "/draw/", reason="pregnant")
    assert "Number 1 was drawn." in page.text and Ticket.objects.get().reason == "pregnant"


def test_two_clerks_at_one_counter(hanoi: Spot, lan: User) -> None:
    seated(lan, hanoi)
    binh = User.objects.create_user("binh@spot.example", "Bình")
    accrediting.accredit(binh, hanoi, "clerk", "VN-2", by="test")
    desk = at_desk(binh)
    page = desk.open("/counter/")
    assert "counter 1: Lan" in page.text


def test_whoever_is_not_accredited_is_refused(hanoi: Spot, lan: User) -> None:
    an = User.objects.create_user("an@office.example", "An")
    assert at_desk(an).open("/counter/").status == 403
    accrediting.withdraw(lan, hanoi, by="manager")
    assert at_desk(lan).open("/counter/").status == 403


def test_a_clerk_of_another_spot_sits_nowhere_here(hanoi: Spot, lan: User) -> None:
    other = Counter.objects.exclude(spot=hanoi)[0]
    with pytest.raises(accrediting.NotAccredited):
        accrediting.sit_down(lan, other)


def test_an_accreditation_that_ended_yesterday_calls_nobody(hanoi: Spot, lan: User) -> None:
    drawn(hanoi)
    seated(lan, hanoi)
    clock.travel(clock.now() + timedelta(minutes=1))
    accrediting.withdraw(lan, hanoi, by="manager")
    with pytest.raises(accrediting.NotAccredited):
        tickets.call_next(lan)


@pytest.mark.parametrize("language", ["vi", "pt"])
def test_in_every_language(hanoi: Spot, lan: User, language: str) -> None:
    said = {"vi": ("Lấy số cho hôm nay", "Gọi số tiếp theo"), "pt": ("Tirar uma senha para hoje", "Chamar a seguinte")}
    draws, calls = said[language]
    assert draws in Headless(language).open(f"/{language}/spots/{hanoi.slug}/").text
    desk = at_desk(lan, language)
    page = desk.submit(desk.open("/counter/"), f"/sit/{hanoi.counters.get(number=1).pk}/")
    assert calls in page.text
