"""Conditions: exact, typed, three-valued, and nothing but conditions."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journeys.conditions import ConditionError, Name, Scope, compile_condition, logic

SCOPE = Scope(
    {
        "born": Name(date), "began_on": Name(date), "income": Name(Decimal), "rooms": Name(int), "poor": Name(bool),
        "rich": Name(bool), "kind": Name(str, frozenset(("a", "b"))), "benefits": Name(tuple, frozenset(("x", "y"))),
        "name": Name(str), "opens": Name(time), "closes": Name(time),
    },
    {"children": {"age": Name(int), "born_here": Name(bool), "cost": Name(Decimal)}},
)  # fmt: skip

HOLDS: list[tuple[str, dict[str, Any], bool | None]] = [
    ("born <= began_on", {"born": date(2026, 1, 1), "began_on": date(2026, 1, 1)}, True),
    ("years(born, began_on) >= 18", {"born": date(2008, 2, 29), "began_on": date(2026, 2, 28)}, False),
    ("years(born, began_on) >= 18", {"born": date(2008, 2, 29), "began_on": date(2026, 3, 1)}, True),
    ("months(born, began_on) == 0", {"born": date(2026, 1, 31), "began_on": date(2026, 2, 28)}, True),
    ("days(born, began_on) > 60", {"born": date(2026, 1, 1), "began_on": date(2026, 3, 2)}, False),
    ("income * 3 == 0.3", {"income": Decimal("0.1")}, True),
    ("income * 1.00000000000000000000000000000001 == income", {"income": Decimal(1)}, False),
    ("income + 0.00 - -income == 2 * income", {"income": Decimal("99999999999999999999999999999999999.99")}, True),
    ("total(children.cost) == 0.3", {"children": ({"cost": Decimal("0.1")}, {"cost": Decimal("0.2")})}, True),
    ("opens < closes", {"opens": time(9, 30), "closes": time(14)}, True),
    ("poor\n  or rich", {"poor": True}, True),
    ("1 < rooms <= 3", {"rooms": 3}, True),
    ("kind in ('a', 'b')", {"kind": "b"}, True),
    ("'x' in benefits", {"benefits": ("y",)}, False),
    ("'x' not in benefits", {"benefits": ("y",)}, True),
    ("poor and rich", {"poor": False}, False),
    ("poor and rich", {"poor": True}, None),
    ("poor or rich", {"poor": True}, True),
    ("not poor", {}, None),
    ("answered(name)", {"name": None}, False),
    ("answered(name)", {}, None),
    ("born > date('2026-01-01')", {"born": date(2026, 1, 2)}, True),
    ("count(children) == 2", {"children": ({}, {})}, True),
    ("count(children) == 2", {}, None),
    ("count(children) == 0", {"children": None}, True),
    ("total(children.age) > 9", {"children": ({"age": 4}, {"age": 6})}, True),
    ("total(children.age) > 9", {"children": ({"age": 4}, {})}, None),
    ("any(c.age < 6 for c in children)", {"children": ({"age": 7}, {"age": 5})}, True),
    ("all(c.age < rooms for c in children)", {"children": ({"age": 7},), "rooms": 7}, False),
    ("any(c.born_here for c in children)", {"children": ({}, {"born_here": False})}, None),
]


@pytest.mark.parametrize(("source", "answers", "truth"), HOLDS)
def test_holds(source: str, answers: dict[str, Any], truth: bool | None) -> None:
    assert compile_condition(source, SCOPE).of(answers) is truth


REFUSED = [
    ("rooms", "A condition must be yes or no"),
    ("born > rooms", "A date cannot be compared with a number."),
    ("kind > 'a'", "kind can be compared with == and != only."),
    ("poor > rich", "poor can be compared with == and != only."),
    ("kind == 'c'", "'c' is not one of the options: a, b."),
    ("'z' in benefits", "'z' is not one of the options: x, y."),
    ("room > 1", "room is not a question of this service. Did you mean rooms?"),
    ("children == 1", "children is a group"),
    ("rooms / 2 > 1", "Conditions calculate with + - * only."),
    ("rooms ** 9 > 1", "Conditions calculate with + - * only."),
    ("__import__('os')", "There is no function __import__"),
    ("name.upper() == 'A'", "There is no function name.upper"),
    ("name[0] == 'A'", "Conditions cannot do this"),
    ("(lambda: True)()", "There is no function"),
    ("[r for r in children]", "Conditions cannot do this"),
    ("any(any(x.age > 1 for x in children) for c in children)", "any() goes over the rows of one group"),
    ("any(c.age > 1 for c in children if poor)", "any() goes over the rows of one group, without more."),
    ("total(children.born_here) > 1", "children.born_here is not a number."),
    ("days(born) > 1", "days() takes 2 parts."),
    ("born > date('soon')", "Write a fixed date as date('2026-01-31')."),
    ("poor if rich else poor", "Conditions cannot do this"),
    ("poor &", "The condition cannot be read"),
    ("(" * 500 + "poor" + ")" * 500, "The condition"),
    ("poor or " * 200 + "poor", "The condition is longer than 1000 characters"),
    ("'a' == 1j", "1j cannot stand in a condition."),
    ("1e999 * rooms > 1", "1e309 cannot stand in a condition."),
    ("income > 1e3", "1000.0 cannot stand in a condition."),
    ("age < 6", "age is asked in each row of children: use any(r.age … for r in children) or the like."),
    ("any(born.age < 6 for born in children)", "born is a question already: call the row of children something else."),
    ("any(children.age < 6 for children in children)", "children is a question already"),
    ("opens > born", "A time cannot be compared with a date."),
    ("channel == 'web'", "channel is not a question of this service."),
]


@pytest.mark.parametrize(("source", "sentence"), REFUSED)
def test_refused(source: str, sentence: str) -> None:
    with pytest.raises(ConditionError) as wrong:
        compile_condition(source, SCOPE)
    assert wrong.value.sentence.startswith(sentence)
    assert wrong.value.column >= 1


@given(st.text(max_size=80))
def test_any_text_is_a_condition_or_a_sentence(source: str) -> None:
    try:
        compile_condition(source, SCOPE)
    except ConditionError as wrong:
        assert wrong.sentence.endswith((".", ":")) or wrong.sentence


TRUTHS = st.lists(st.sampled_from([True, False, None]), max_size=5)


@given(TRUTHS)
def test_both_and_either_are_each_others_mirror(truths: list[bool | None]) -> None:
    assert logic.either(truths) is logic.opposite(logic.both(map(logic.opposite, truths)))


@given(TRUTHS, st.lists(st.booleans(), min_size=5, max_size=5))
def test_what_is_known_stays_when_more_is_known(truths: list[bool | None], later: list[bool]) -> None:
    known = [later[place] if truth is None else truth for place, truth in enumerate(truths)]
    for fold in (logic.both, logic.either):
        assert fold(truths) in (None, fold(known))
