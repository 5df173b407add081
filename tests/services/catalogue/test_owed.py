"""What am I owed: asked once, held against the whole catalogue."""

from __future__ import annotations

import pytest

from services.catalogue import owed, samples
from services.journeys.types.base import Json

pytestmark = pytest.mark.django_db
HANOI: Json = {"code": "VN-HN-BADINH", "name": "Ba Đình, Hà Nội"}
LEEDS: Json = {"code": "GB-ENG-LDS", "name": "Leeds"}


def verdicts(**said: Json) -> dict[str, str]:
    found = owed.found({name.replace("_", "-"): value for name, value in said.items()}, "en")
    return {each.service.slug: each.verdict for each in found}


@pytest.fixture(autouse=True)
def catalogue() -> None:
    samples.load()


def test_the_questions_that_most_services_decide_by_come_first() -> None:
    asked = [concept.name for concept in owed.concepts()]
    assert "birth-date" in asked
    assert len(asked) <= owed.MOST
    assert not {"name", "personal-id", "phone"} & set(asked)


def test_at_76_without_a_pension() -> None:
    assert verdicts(birth_date="1950-03-27", receives_pension=False, home_place=HANOI)["social-pension"] == "yes"


def test_at_72_it_depends_on_the_household() -> None:
    said: dict[str, Json] = {"birth_date": "1954-03-27", "receives_pension": False}
    assert verdicts(**said)["social-pension"] == "perhaps"
    assert verdicts(**said, household_poverty="poor")["social-pension"] == "yes"
    assert verdicts(**said, household_poverty="neither")["social-pension"] == "no"


def test_why_not_is_said_in_the_persons_language() -> None:
    (pension,) = [
        each for each in owed.found({"birth-date": "2000-01-01"}, "vi") if each.service.slug == "social-pension"
    ]
    assert pension.verdict == "no"
    assert "70" in pension.reasons[0]


def test_services_of_another_country_are_left_out() -> None:
    assert "social-pension" not in verdicts(birth_date="1950-03-27", home_place=LEEDS)
    assert "blue-badge" not in verdicts(birth_date="1950-03-27", home_place=HANOI)


def test_what_does_not_decide_anything_is_not_listed() -> None:
    assert verdicts(receives_pension=True).keys() <= {"social-pension"}
