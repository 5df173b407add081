"""Places, who is competent for them, and the days on which people there work."""

from __future__ import annotations

from datetime import date

import pytest

from services.catalogue import calendars, places, queries, routing, samples
from services.catalogue.models import Calendar, CalendarDay
from services.journeys.types.places import Place
from services.record.models import Entry

pytestmark = pytest.mark.django_db
FOUND = [
    ("Ba Đình", ["VN-HN-BADINH"]),
    ("ba dinh", ["VN-HN-BADINH"]),
    ("phường ba đình, hà nội", ["VN-HN-BADINH"]),
    ("Ba Đình Hà Nội", ["VN-HN-BADINH"]),
    ("Tân Phú", ["VN-44-TANPHU", "VN-SG-TANPHU"]),
    ("tan phu, an giang", ["VN-44-TANPHU"]),
    ("Tân Phú Sài Gòn", ["VN-SG-TANPHU"]),
    ("Ba Đình, Lisboa", []),
    ("Hà Nội", []),  # a province is no commune
    ("", []),
    ("🎂 \x00 %_'", []),
    ("a" * 5000, []),
]


@pytest.mark.parametrize(("text", "codes"), FOUND)
def test_found_as_people_type_it(text: str, codes: list[str]) -> None:
    samples.load("birth-registration")
    assert [each.code for each in places.find(text, level="commune", country="VN", language="vi")] == codes


def test_a_place_is_named_with_the_areas_around_it() -> None:
    samples.load("birth-registration")
    (found,) = places.find("tan phu, sai gon", level="commune", language="en")
    assert found.name == "Tân Phú, Hồ Chí Minh City"


@pytest.mark.parametrize(
    ("place", "authority"),
    [
        ("VN-HN-BADINH", "ba-dinh-peoples-committee"),
        ("VN-44-LONGXUYEN", "long-xuyen-peoples-committee"),
        ("VN-SG-BENTHANH", "commune-peoples-committee"),  # no committee of its own is known: the one for all
    ],
)
def test_the_answer_says_who_is_competent(place: str, authority: str) -> None:
    samples.load("birth-registration")
    service = queries.service("birth-registration")
    law = queries.journey_of(queries.live_version(service)).law
    found = routing.authority_of(service, law, {"mother_place": Place(place)})
    assert found is not None
    assert found.slug == authority


def test_what_the_nearest_council_set_counts() -> None:
    samples.load("birth-registration")
    service = queries.service("birth-registration")
    day = date(2026, 6, 1)
    assert routing.parameters_for(service, "VN-44-LONGXUYEN", day) == {"late_fee": "8000 VND"}
    assert routing.parameters_for(service, "VN-HN-BADINH", day) == {}


def test_a_calendar_is_seeded_once() -> None:
    first = calendars.seed("VN", until=2027)
    days = CalendarDay.objects.count()
    assert calendars.seed("VN", until=2027).version == first.version
    assert CalendarDay.objects.count() == days
    assert not calendars.calendar("VN").works(date(2026, 9, 2))  # the National Day


def test_a_correction_counts_from_then_on_and_survives_the_next_seed() -> None:
    calendars.seed("VN", until=2026)
    before = calendars.calendar("VN")
    calendars.correct("VN", date(2026, 10, 5), works=False, name="Nghỉ bù", by="ann")
    after = calendars.calendar("VN")
    assert before.works(date(2026, 10, 5))
    assert not after.works(date(2026, 10, 5))
    assert after.version == before.version + 1
    calendars.seed("VN", until=2028)
    assert not calendars.calendar("VN").works(date(2026, 10, 5))
    assert Entry.objects.get(kind="calendar.corrected").data["day"] == "2026-10-05"


def test_a_calendar_nobody_seeded() -> None:
    with pytest.raises(calendars.NoSuchCalendar):
        calendars.calendar("NO")
    assert not Calendar.objects.exists()
