"""The two samples, lived through by people they are made for."""

from functools import cache

import pytest

from services.catalogue.samples import FOLDER
from services.journeys.definition import Definition, load
from services.journeys.steps import Refused, Review
from tests.services.journeys.people import PAPER, Somebody

LANGUAGES = pytest.mark.parametrize("code", ["vi", "en", "pt"])


@cache
def sample(slug: str) -> Definition:
    return load(FOLDER / slug)


PENSIONER = {
    "full_name": "Nguyễn Thị Ẩn",
    "citizen_id": "001 056 001 234",
    "born": "27/3/1950",
    "home": "12 Lê Lợi, Hà Nội",
    "has_benefit": "no",
    "household": "poor",
    "collected_by": "myself",
    "collector_name": "Lê Văn B",
    "collector_id": "001 056 001 235",
    "collectors": "done",
    "authorisation": PAPER,
    "paid": "cash",
}
MOTHER = {
    "relation": "mother",
    "your_name": "Trần Thị Mai",
    "your_id": "001 190 001 234",
    "born": "1/11/2026",
    "child_name": "Lê Trần Minh Anh",
    "sex": "female",
    "birthplace": "clinic",
    "clinic_name": "Bệnh viện Phụ sản",
    "birthplace_address": "Thôn 3, Hà Giang",
    "birth_notice": PAPER,
    "has_witness": "no",
    "witness_statement": PAPER,
    "own_statement": "agreed",
    "surrogacy": "no",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "home_town": "Nam Định",
    "mother_name": "Trần Thị Mai",
    "mother_born": "2/2/1998",
    "mother_ethnicity": "Kinh",
    "mother_nationality": "Việt Nam",
    "mother_place": "VN-HN-BADINH",
    "mother_home": "12 Lê Lợi, Hà Nội",
    "father_known": "yes",
    "father_name": "Lê Minh",
    "father_born": "1/1/1995",
    "father_ethnicity": "Kinh",
    "father_nationality": "Việt Nam",
    "father_home": "12 Lê Lợi, Hà Nội",
    "married": "yes",
    "marriage_year": "2024",
    "siblings": "done",
    "merit_household": "no",
    "poor_household": "no",
    "disabled_parent": "no",
    "copies": "2",
    "come_to_us": "no",
    "visit_reason": "Sáng nào cũng ở nhà.",
    "certificate_by": "post",
    "postal_address": "12 Lê Lợi, Hà Nội",
}


def pensioner(code: str, **says: str) -> Somebody:
    return Somebody(sample("social-pension"), code, PENSIONER | says)


def mother(code: str, **says: str) -> Somebody:
    return Somebody(sample("birth-registration"), code, MOTHER | says)


@LANGUAGES
def test_at_76_without_a_pension(code: str) -> None:
    somebody = pensioner(code)
    assert isinstance(somebody.go(), Review)
    assert "household" not in somebody.asked


@LANGUAGES
def test_at_72_and_poor(code: str) -> None:
    somebody = pensioner(code, born="27/3/1954", collected_by="somebody")
    assert isinstance(somebody.go(), Review)
    assert somebody.asked.count("collectors") == 1
    assert "collectors.1.collector_name" in somebody.asked


@LANGUAGES
@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        ({"born": "1/1/2000"}, "too_young"),
        ({"born": "27/3/1954", "household": "neither"}, "not_poor"),
        ({"has_benefit": "yes", "benefit_amount": "500000"}, "has_enough"),
    ],
)
def test_refused_with_reason_and_remedy(code: str, says: dict[str, str], refusal: str) -> None:
    somebody = pensioner(code, **says)
    step = somebody.go()
    assert isinstance(step, Refused)
    assert [each.id for each in step.refusals] == [refusal]
    assert all(somebody.phrases.refusal(step.refusals[0]))


@LANGUAGES
def test_a_small_benefit_does_not_stand_in_the_way(code: str) -> None:
    assert isinstance(pensioner(code, has_benefit="yes", benefit_amount="499000").go(), Review)


@LANGUAGES
def test_a_birth_in_time_in_a_clinic(code: str) -> None:
    somebody = mother(code)
    assert isinstance(somebody.go(), Review)
    assert "birth_notice" in somebody.asked
    assert not {"merit_household", "has_witness", "own_statement", "visit_reason"} & set(somebody.asked)


@LANGUAGES
def test_a_late_birth_at_home_without_a_witness(code: str) -> None:
    somebody = mother(code, born="1/6/2026", birthplace="home")
    assert isinstance(somebody.go(), Review)
    assert {"own_statement", "merit_household", "poor_household", "disabled_parent"} <= set(somebody.asked)
    assert "birth_notice" not in somebody.asked


@LANGUAGES
def test_a_father_who_is_not_named(code: str) -> None:
    somebody = mother(code, father_known="no")
    assert isinstance(somebody.go(), Review)
    assert not [asked for asked in somebody.asked if asked.startswith("father_") and asked != "father_known"]


@LANGUAGES
def test_somebody_who_cannot_leave_home(code: str) -> None:
    somebody = mother(code, come_to_us="yes", certificate_by="spot")
    assert isinstance(somebody.go(), Review)
    assert "visit_reason" in somebody.asked


@LANGUAGES
@pytest.mark.parametrize("somebody", [pensioner, mother])
def test_every_sentence_is_finished(code: str, somebody: type) -> None:
    told: Somebody = somebody(code)
    told.go()
    assert not [sentence for sentence in told.sentences if "{" in sentence or "  " in sentence]
    assert all(told.phrases.text(instance) for instance in told.asked)


@LANGUAGES
def test_names_stand_in_the_questions(code: str) -> None:
    somebody = mother(code)
    somebody.go()
    assert "Lê Trần Minh Anh" in somebody.phrases.text("birthplace")
