"""The interview: what holds of every journey, and a few that are easy to read."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, compiled
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.steps import Ask, Declare, Done, Refused, Review, Step, Wait
from services.journeys.types.base import Json
from services.journeys.types.groups import Group
from tests.services.journeys.generated import RAW, journeys
from tests.services.journeys.outside import Anywhere

EN = language("en")
BEGAN = date(2026, 11, 25)


def interview(journey: Journey, values: dict[str, Json], **facts: Any) -> Interview:
    return Interview(journey, values, Facts(BEGAN, **facts))


def raw_for(step: Ask, data: st.DataObject) -> str:
    answer = step.question.answer
    if isinstance(answer, Group):
        return data.draw(st.sampled_from(["add", "done"])) if len(step.rows) < 3 else "done"
    return data.draw(RAW[answer.type])


def walk(journey: Journey, data: st.DataObject) -> tuple[dict[str, Json], Step]:
    """Answer whatever is asked; the interview must end."""
    values: dict[str, Json] = {}
    for turn in range(100):
        now = interview(journey, values)
        step = now.next()
        if not isinstance(step, Ask):
            return values, step
        assert step.instance in now.relevant
        values[step.instance] = now.take(step.instance, raw_for(step, data), EN, Anywhere(partial("r{}".format, turn)))
    raise AssertionError("the interview does not end")


@given(journeys(), st.data())
def test_every_interview_ends(journey: Journey, data: st.DataObject) -> None:
    _, step = walk(journey, data)
    assert isinstance(step, (Review, Refused))


@given(journeys(), st.data())
def test_the_short_walk_comes_to_the_same_as_the_long_one(journey: Journey, data: st.DataObject) -> None:
    values, _ = walk(journey, data)
    kept = data.draw(st.sets(st.sampled_from(sorted(values)))) if values else set()
    some = {instance: values[instance] for instance in kept}
    long, short = interview(journey, some), interview(journey, some, checked=True)
    assert short.reading.answers.items() <= long.reading.answers.items()
    assert (short.relevant, short.reading.open) == (long.relevant, long.reading.open)
    assert (short.problems, short.refusals, short.next()) == (long.problems, long.refusals, long.next())


@given(journeys(), st.data())
def test_the_order_of_answering_changes_nothing(journey: Journey, data: st.DataObject) -> None:
    values, step = walk(journey, data)
    shuffled = dict(data.draw(st.permutations(list(values.items()))))
    again = interview(journey, shuffled)
    assert again.next() == step
    assert again.relevant == interview(journey, values).relevant
    assert again.refusals == interview(journey, values).refusals


@given(journeys(), st.data())
def test_what_is_set_aside_is_not_sent_and_returns(journey: Journey, data: st.DataObject) -> None:
    values, _ = walk(journey, data)
    before = interview(journey, values)
    changed = data.draw(
        st.sampled_from([i for i in before.relevant if i in values and not _is_group(before, i)] or [""])
    )
    if not changed:
        return
    other = values | {changed: before.take(changed, raw_for(before.ask(changed), data), EN, Anywhere(str))}
    aside = interview(journey, other)
    assert {each.instance for each in aside.review().answers} <= set(aside.relevant)
    assert interview(journey, other | {changed: values[changed]}).review() == before.review()


def _is_group(now: Interview, instance: str) -> bool:
    return isinstance(now.places[instance].question.answer, Group)


@given(journeys(), st.data(), st.text(max_size=30))
def test_any_reply_is_taken_or_refused_with_a_problem(journey: Journey, data: st.DataObject, raw: str) -> None:
    now = interview(journey, {})
    step = now.next()
    if isinstance(step, Ask):
        try:
            now.take(step.instance, raw, EN, Anywhere(lambda: "new"))
        except Invalid as wrong:
            assert wrong.problem.code in EN.sentences


RULES: dict[str, Any] = {
    "service": "plain",
    "questions": [
        {"ask": "moved", "type": "yes_no"},
        {"ask": "street", "type": "text", "when": "moved"},
        {"ask": "start", "type": "date"},
        {"ask": "end", "type": "date", "must": [{"that": "start <= end", "problem": "backwards"}]},
        {
            "ask": "people", "type": "group", "max": 2,
            "questions": [{"ask": "name", "type": "person_name"}, {"ask": "age", "type": "whole_number"}],
        },
    ],
    "eligibility": [{"when": "any(p.age > 17 for p in people)", "refusal": "grown_up"}],
}  # fmt: skip
PLAIN = compiled(RULES, "plain")
ANSWERS: dict[str, Json] = {"moved": False, "start": "2026-01-01", "end": "2026-01-02"}


def test_one_question_after_the_other() -> None:
    step = interview(PLAIN, {"moved": True}).next()
    assert isinstance(step, Ask)
    assert step.instance == "street"


def test_a_question_that_is_not_relevant_cannot_be_asked() -> None:
    with pytest.raises(KeyError):
        interview(PLAIN, {"moved": False}).ask("street")


def test_a_rule_broken_by_a_later_change_leads_back() -> None:
    now = interview(PLAIN, ANSWERS | {"start": "2026-02-01", "people": {"rows": [], "removed": [], "more": False}})
    step = now.next()
    assert isinstance(step, Ask)
    assert (step.instance, step.problems[0].code) == ("end", "backwards")
    assert not now.complete


def test_an_answer_that_breaks_a_rule_is_not_taken() -> None:
    with pytest.raises(Invalid, match="backwards"):
        interview(PLAIN, ANSWERS).take("end", "1/1/2025", EN, Anywhere(str))


def test_a_row_is_filled_before_the_next_is_offered() -> None:
    values = ANSWERS | {"people": {"rows": ["a"], "removed": [], "more": True}, "people.a.name": "An"}
    step = interview(PLAIN, values).next()
    assert isinstance(step, Ask)
    assert step.instance == "people.a.age"
    assert interview(PLAIN, values | {"people.a.age": 4}).next() == interview(PLAIN, values | {"people.a.age": 4}).ask(
        "people"
    )


def test_a_group_is_judged_once_it_is_done() -> None:
    values = ANSWERS | {"people.a.name": "An", "people.a.age": 40}
    open_group: Json = {"rows": ["a"], "removed": [], "more": True}
    assert interview(PLAIN, values | {"people": open_group}).refusals == ()
    done: Json = {"rows": ["a"], "removed": [], "more": False}
    assert isinstance(interview(PLAIN, values | {"people": done}).next(), Refused)


def test_checked_declared_sent() -> None:
    values = ANSWERS | {"people": {"rows": [], "removed": [], "more": False}}
    assert isinstance(interview(PLAIN, values).next(), Review)
    assert isinstance(interview(PLAIN, values, reviewed=True).next(), Declare)
    assert interview(PLAIN, values, reviewed=True, declared=True, reference="1").next() == Done("1")


def test_what_is_being_written_down_is_not_asked_and_all_else_is() -> None:
    people: Json = {"rows": [], "removed": [], "more": False}
    now = interview(PLAIN, {}, awaited=frozenset(["moved"])).next()
    assert isinstance(now, Ask) and now.instance != "moved"
    said: dict[str, Json] = {**ANSWERS, "people": people}
    assert interview(PLAIN, said, awaited=frozenset(["end"])).next() == Wait("transcription", ("end",))
    del said["end"]
    assert interview(PLAIN, said, awaited=frozenset(["end"])).next() == Wait("transcription", ("end",))


def test_what_is_awaited_and_not_asked_any_more_keeps_nobody_waiting() -> None:
    said: dict[str, Json] = {**ANSWERS, "moved": False, "people": {"rows": [], "removed": [], "more": False}}
    assert isinstance(interview(PLAIN, said, awaited=frozenset(["street"])).next(), Review)


def test_back_from_the_check_is_the_last_question() -> None:
    values = ANSWERS | {"people": {"rows": [], "removed": [], "more": False}}
    back = interview(PLAIN, values).back()
    assert back is not None
    assert back.instance == "people"
    assert interview(PLAIN, {}).back() is None


@pytest.mark.parametrize(
    "odd", [{"moved": "perhaps"}, {"moved": [1]}, {"moved": None}, {"start": {"a": 1}}, {"people": 7}]
)
def test_a_saved_answer_that_does_not_fit_is_asked_again(odd: dict[str, Json]) -> None:
    step = interview(PLAIN, ANSWERS | {"moved": False} | odd).next()
    assert isinstance(step, Ask)
