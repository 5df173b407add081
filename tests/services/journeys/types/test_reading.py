"""What people type, and what is meant."""

import pytest
from pydantic import ValidationError

from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types import TYPES
from services.journeys.types.base import Json
from services.journeys.types.groups import Group

READ: list[tuple[str, str, str, dict[str, object], Json]] = [
    ("date", "vi", "5/3/2024", {}, "2024-03-05"),
    ("date", "vi", "mùng 5 tháng 3 năm 2024", {}, "2024-03-05"),
    ("date", "vi", "ngày 5 tháng mười một 2024", {}, "2024-11-05"),
    ("date", "vi", "05032024", {}, "2024-03-05"),
    ("date", "en", "March 5th, 2024", {}, "2024-03-05"),
    ("date", "en", "2024/3/5", {}, "2024-03-05"),
    ("date", "pt", "5 de março de 2024", {}, "2024-03-05"),
    ("date", "en", "５/３/２０２４", {}, "2024-03-05"),
    ("date", "en", "05MAR2024", {}, "2024-03-05"),
    ("date", "en", "Tuesday, 5 March 2024", {}, "2024-03-05"),
    ("date", "vi", "thứ ba, 5 tháng3 năm 2024", {}, "2024-03-05"),
    ("date", "vi", "5 thg 3, 2024", {}, "2024-03-05"),
    ("date", "pt", "1.º de março de 2024", {}, "2024-03-01"),
    ("time", "vi", "3 giờ chiều", {}, "15:00"),
    ("time", "vi", "9 giờ rưỡi sáng", {}, "09:30"),
    ("time", "en", "3pm", {}, "15:00"),
    ("time", "pt", "14h15", {}, "14:15"),
    ("time", "pt", "meio-dia", {}, "12:00"),
    ("time", "en", "3 p.m.", {}, "15:00"),
    ("time", "vi", "15 giờ sáng", {}, "15:00"),
    ("time", "vi", "12 giờ đêm", {}, "00:00"),
    ("money", "vi", "1,5 triệu", {"currency": "VND"}, "1500000"),
    ("money", "vi", "500,000", {"currency": "VND"}, "500000"),
    ("money", "en", "€1,250.50", {"currency": "EUR"}, "1250.50"),
    ("money", "pt", "12.50", {"currency": "EUR"}, "12.50"),
    ("money", "pt", "1,5 milhões de euros", {"currency": "EUR"}, "1500000.00"),
    ("money", "en", "-0", {"currency": "EUR"}, "0.00"),
    ("whole_number", "pt", "1.250", {}, 1250),
    ("whole_number", "en", "1 250", {}, 1250),
    ("decimal", "vi", "1,250.5", {}, "1250.50"),
    ("decimal", "vi", "1.250,5", {}, "1250.50"),
    ("yes_no", "vi", "khong", {}, False),
    ("yes_no", "vi", "Dạ vâng", {}, True),
    ("yes_no", "vi", "chưa", {}, False),
    ("yes_no", "pt", "SIM", {}, True),
    ("yes_no", "vi", "yes", {}, True),
    ("phone", "vi", "0912.345.678", {}, "+84912345678"),
    ("phone", "vi", "+351 912 345 678", {}, "+351912345678"),
    ("national_id", "vi", "001 056 001 234", {"scheme": "vn_citizen"}, "001056001234"),
    ("national_id", "vi", "101156001234", {"scheme": "vn_citizen"}, "101156001234"),
    ("national_id", "pt", "00000000 0 ZZ4", {"scheme": "pt_cc"}, "000000000ZZ4"),
    ("national_id", "en", "151086 95088", {"scheme": "no_fodselsnummer"}, "15108695088"),
    ("national_id", "en", "ab 12 34 56 c", {"scheme": "uk_nino"}, "AB123456C"),
    ("email", "en", "Ana@Example.PT", {}, "Ana@example.pt"),
    ("choices", "en", "b,a", {"options": ["a", "b"]}, ["a", "b"]),
]


@pytest.mark.parametrize(("name", "code", "raw", "settings", "meant"), READ)
def test_read(name: str, code: str, raw: str, settings: dict[str, object], meant: Json) -> None:
    answer = TYPES[name].model_validate({"type": name, **settings})
    assert answer.parse(raw, language(code)) == meant


REFUSED: list[tuple[str, str, dict[str, object], str]] = [
    ("date", "30/2/2024", {}, "no_such_day"),
    ("date", "5/3/24", {}, "year_in_full"),
    ("date", "March March 2024", {}, "not_a_date"),
    ("date", "5 lunar 1 2024", {}, "lunar_date"),
    ("date", "1/1/1500", {}, "not_a_date"),
    ("date", "1/1/2020", {"latest": "2019-12-31"}, "too_late"),
    ("time", "25:00", {}, "not_a_time"),
    ("money", "5,5", {"currency": "VND"}, "not_an_amount"),
    ("money", "1,25,0", {"currency": "EUR"}, "not_an_amount"),
    ("money", "1.250", {"currency": "EUR"}, "not_an_amount"),
    ("money", "0.500", {"currency": "VND"}, "not_an_amount"),
    ("whole_number", "2 3", {}, "not_a_whole_number"),
    ("whole_number", "1.5", {}, "not_a_whole_number"),
    ("decimal", "0.123", {}, "too_many_places"),
    ("person_name", "R2D2", {}, "not_a_name"),
    ("person_name", "🎂", {}, "not_a_name"),
    ("national_id", "123", {"scheme": "vn_citizen"}, "wrong_length"),
    ("national_id", "003056001234", {"scheme": "vn_citizen"}, "not_a_national_id"),
    ("national_id", "001456001234", {"scheme": "vn_citizen"}, "not_a_national_id"),
    ("national_id", "123456780", {"scheme": "pt_nif"}, "not_a_national_id"),
    ("phone", "113", {}, "not_a_phone"),
    ("email", "ana@", {}, "not_an_email"),
    ("email", "ana@İx.com", {}, "not_an_email"),
    ("evidence", "passport.pdf", {}, "not_a_file"),
    ("evidence", ",", {}, "missing_file"),
    ("evidence", "later", {"later": False}, "missing_file"),
    ("declaration", "no", {}, "not_agreed"),
    ("choice", "three", {"options": ["one", "two"]}, "not_an_option"),
]


@pytest.mark.parametrize(("name", "raw", "settings", "code"), REFUSED)
def test_refused(name: str, raw: str, settings: dict[str, object], code: str) -> None:
    answer = TYPES[name].model_validate({"type": name, **settings})
    with pytest.raises(Invalid) as wrong:
        answer.parse(raw, language("en"))
    assert wrong.value.problem.code == code


def test_a_month_of_the_moon_is_not_taken_for_one_of_the_sun() -> None:
    with pytest.raises(Invalid, match="lunar_date"):
        TYPES["date"].model_validate({"type": "date"}).parse("mùng 5 tháng giêng năm 2024", language("vi"))


def test_the_example_is_a_number_of_the_country() -> None:
    with pytest.raises(Invalid) as wrong:
        TYPES["phone"].model_validate({"type": "phone", "region": "GB"}).parse("999", language("en"))
    assert "07400 123456" in language("en").say("not_a_phone", **wrong.value.problem.details)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("phone", {"region": "XX"}),
        ("money", {"currency": "QQQ"}),
        ("national_id", {"scheme": "xx"}),
        ("choice", {"options": ["a", "a"]}),
        ("decimal", {"places": 10}),
    ],
)
def test_settings_that_cannot_work_are_refused(name: str, settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TYPES[name].model_validate({"type": name, **settings})


@pytest.mark.parametrize("junk", [None, True, "x", "remove", "remove a b", ["a"]])
def test_only_rows_and_replies_are_answers_of_a_group(junk: Json) -> None:
    with pytest.raises(Invalid, match="add_or_done"):
        Group(type="group").check(junk)


def test_a_removed_row_leaves_its_trace_and_the_others_their_ids() -> None:
    group = Group(type="group", min=1, max=3)
    two = group.after("add", None, "b")
    assert group.after("remove 1", two, "") == {"rows": ["b"], "removed": ["1"], "more": True}
    assert group.after("remove b", two, "") == {"rows": ["1"], "removed": ["b"], "more": True}


@pytest.mark.parametrize(
    ("reply", "rows", "code"),
    [("add", ["a", "b"], "too_many_rows"), ("done", [], "too_few_rows"), ("remove z", ["a"], "no_such_row")],
)
def test_a_group_keeps_its_bounds(reply: str, rows: list[Json], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        Group(type="group", min=1, max=2).after(reply, {"rows": rows, "removed": [], "more": True}, "new")
