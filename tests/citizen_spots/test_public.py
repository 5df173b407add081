"""What everybody can read: the places, how far they are, when they are open and what they receive."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from citizen_spots import maps
from config.headless import Headless
from services.catalogue import samples
from services.record import clock
from services.spots.models import SpecialDay, Spot
from tests.services.spots.conftest import lisbon, network, network_held

__all__ = ["lisbon", "network", "network_held"]
POINT = re.compile(r"(-?\d+) (-?\d+)")
pytestmark = pytest.mark.django_db


def test_all_of_them_by_country(network: None) -> None:
    page = Headless("en").open("/en/spots/")
    for country in ("Vietnam", "Portugal", "England"):
        assert country in page.text
    assert page.html.count("<circle") == 40 and page.html.count("/en/spots/") >= 40


def test_the_nearest_by_name_without_accents_and_how_far(network: None) -> None:
    page = Headless("pt").open("/pt/spots/?q=evora").text
    assert page.index("Évora") < page.index("a cerca de")


def test_no_such_place_is_said(network: None) -> None:
    page = Headless("en").open("/en/spots/?q=Atlantis")
    assert "We know no place by this name." in page.text and 'value="Atlantis"' in page.html


def test_there_are_none_yet(db: None) -> None:
    assert "There are no spots here yet." in Headless("en").open("/en/spots/").text


def test_one_of_them_with_its_next_days(lisbon: Spot) -> None:
    clock.travel(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    SpecialDay(spot=lisbon, day=date(2026, 12, 3)).save()
    page = Headless("en").open(f"/en/spots/{lisbon.slug}/").text
    assert "Monday, 30 November 2026" in page and lisbon.address in page
    assert closed("Thursday, 3 December 2026", "Closed all day", page)


def test_on_a_holiday_it_is_closed(lisbon: Spot) -> None:
    clock.travel(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    page = Headless("pt").open(f"/pt/spots/{lisbon.slug}/").text
    assert closed("Terça-feira, 1 de dezembro de 2026", "Fechado todo o dia", page)


def closed(day: str, words: str, page: str) -> bool:
    return re.search(f"{day}</dt><dd[^>]*>{words}", page) is not None


def test_what_it_offers_leads_to_the_service(lisbon: Spot) -> None:
    samples.load("child-allowance")
    page = Headless("pt").open(f"/pt/spots/{lisbon.slug}/")
    assert "/pt/services/child-allowance/" in page.html and "address-change" not in page.html


@pytest.mark.parametrize("slug", ["nowhere", "closed"])
def test_one_that_is_not_there(lisbon: Spot, slug: str) -> None:
    Spot.objects.filter(pk=lisbon.pk).update(slug="closed", closed_on=date(2020, 1, 1))
    assert Client().get(f"/en/spots/{slug}/").status_code == 404


def test_every_spot_of_a_country_lies_on_its_map(network: None) -> None:
    for calendar in ("VN", "PT", "GB-ENG"):
        spots = list(Spot.objects.filter(calendar=calendar))
        drawn = maps.drawn(calendar, spots)
        assert drawn is not None and drawn.outline.startswith("M") and drawn.outline.endswith("Z")
        left, above, width, height = map(float, drawn.box.split())
        assert all(left < dot.x < left + width and above < dot.y < above + height for dot in drawn.dots)
        xs, ys = ([int(point[axis]) for point in POINT.findall(drawn.outline)] for axis in (0, 1))
        assert all(min(xs) < dot.x < max(xs) and min(ys) < dot.y < max(ys) for dot in drawn.dots)


def test_of_a_country_without_an_outline_there_is_a_list(lisbon: Spot) -> None:
    assert maps.drawn("EE", [lisbon]) is None and maps.drawn("PT", []) is None


def test_a_thousand_are_not_listed_at_once(lisbon: Spot) -> None:
    Spot.objects.bulk_create(
        Spot(
            slug=f"s{n}", name=f"Spot {n}", kind="parish", host="Junta", address="Rua", place="Lugar", calendar="PT",
            latitude=38 + n / 100, longitude=-8,
        )
        for n in range(80)
    )  # fmt: skip
    page = Headless("en").open("/en/spots/").text
    assert "Say above where you are" in page and "/spots/s3/" not in page
