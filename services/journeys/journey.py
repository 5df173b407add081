"""The questions of a service and the conditions between them, compiled once for each version of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from services.journeys.conditions import Condition, Name, Scope, compile_condition
from services.journeys.law import Law, law_of
from services.journeys.types import TYPES
from services.journeys.types.base import AnswerType

ABOUT_A_QUESTION = frozenset(
    ("ask", "type", "when", "optional", "concept", "sensitive", "once_only", "must", "questions")
)
"""What a definition says of a question; everything else is a setting of its type."""


@dataclass(frozen=True)
class Must:
    """What must hold of an answer once enough is known; else the words of `problem` say what to do."""

    that: Condition
    problem: str


@dataclass(frozen=True)
class Question:
    """One question; `group` is the group it is asked in, "" for none."""

    id: str
    answer: AnswerType
    group: str = ""
    when: Condition | None = None
    must: tuple[Must, ...] = ()
    optional: bool = False
    concept: str = ""
    sensitive: bool = False


@dataclass(frozen=True)
class Rule:
    """Who is not eligible: `refused` is true of them."""

    refusal: str
    condition: Condition
    refused: bool


@dataclass(frozen=True, eq=False)
class Journey:
    """`questions` in order without the members of groups, which `members` holds for each group."""

    service: str
    rules_hash: str
    questions: tuple[Question, ...]
    members: Mapping[str, tuple[Question, ...]]
    eligibility: tuple[Rule, ...]
    law: Law

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """Every question that some condition, the routing or the dating of the law looks at."""
        named = {name for condition in conditions_of(self) for name in condition.names}
        return frozenset(named | {self.law.event, self.law.authority.get("by", "")})

    @cached_property
    def active(self) -> tuple[Question, ...]:
        """The questions whose answers decide something; of the others it is enough that they are answered."""
        return tuple(question for question in self.questions if self._decides(question))

    @cached_property
    def idle(self) -> frozenset[str]:
        """The ids of those others."""
        return frozenset(question.id for question in self.questions if not self._decides(question))

    @cached_property
    def ruled(self) -> tuple[Question, ...]:
        """The questions whose answers must be so or so."""
        return tuple(question for question in self.questions if question.must)

    @cached_property
    def order(self) -> Mapping[str, int]:
        return {question.id: number for number, question in enumerate(self.questions)}

    def _decides(self, question: Question) -> bool:
        return bool(question.when or question.must or question.id in self.members or question.id in self.looked_at)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        inner = (question for members in self.members.values() for question in members)
        return {question.id: question for question in (*self.questions, *inner)}


def conditions_about(question: Question) -> Iterator[Condition]:
    """What a question says of itself."""
    if question.when:
        yield question.when
    yield from (must.that for must in question.must)


def conditions_of(journey: Journey) -> Iterator[Condition]:
    """Every condition of a journey and its law."""
    for question in journey.by_id.values():
        yield from conditions_about(question)
    yield from (rule.condition for rule in journey.eligibility)
    law = journey.law
    named = (*law.outputs, *law.triggers, *law.cases, *law.differences, *law.presence)
    yield from filter(None, (part.when for part in named))
    yield from filter(None, (fee.when for fee in law.fees))
    yield from filter(None, (deadline.when for deadline in law.deadlines))
    for case_type in law.case_types.values():
        yield from filter(None, (task.when for task in case_type.tasks))
        yield from filter(None, (rule.when for rule in case_type.rules))
    yield from filter(None, (party.when for party in law.parties))
    for fee in law.fees:
        yield from (exemption.when for exemption in fee.exempt)
        if fee.each:
            yield fee.each


_compiled: dict[str, Journey] = {}


def journey_of(rules_hash: str, rules: Callable[[], Mapping[str, Any]]) -> Journey:
    """The journey of these rules; they are read and compiled the first time only."""
    if rules_hash not in _compiled:
        _compiled[rules_hash] = compiled(rules(), rules_hash)
    return _compiled[rules_hash]


def compiled(rules: Mapping[str, Any], rules_hash: str) -> Journey:
    """The journey of rules that were checked when they were loaded."""
    scope = scope_of(rules)
    written = rules["questions"]
    return Journey(
        service=rules["service"],
        rules_hash=rules_hash,
        questions=tuple(_question(each, scope) for each in written),
        members={
            each["ask"]: tuple(_question(inner, scope.inside(each["ask"]), each["ask"]) for inner in each["questions"])
            for each in written
            if each["type"] == "group"
        },
        eligibility=tuple(_rule(each, scope) for each in rules.get("eligibility", ())),
        law=law_of(rules, scope),
    )


def answer_type(question: Mapping[str, Any]) -> AnswerType:
    """The type of a written question with its settings; raises pydantic.ValidationError."""
    settings = {key: value for key, value in question.items() if key not in ABOUT_A_QUESTION}
    return TYPES[question["type"]].model_validate({"type": question["type"], **settings})


def scope_of(rules: Mapping[str, Any]) -> Scope:
    """Every name that the conditions of these rules may use."""
    plain = {each["ask"]: _name(each) for each in rules["questions"] if each["type"] != "group"}
    groups = {each["ask"]: _members(each) for each in rules["questions"] if each["type"] == "group"}
    return Scope({**plain, "began_on": Name(date)}, groups)


def _members(group: Mapping[str, Any]) -> Mapping[str, Name]:
    return {each["ask"]: _name(each) for each in group["questions"]}


def _name(question: Mapping[str, Any]) -> Name:
    options: Iterable[str] | None = question.get("options")
    return Name(TYPES[question["type"]].kind, frozenset(options) if options else None)


def _question(written: Mapping[str, Any], scope: Scope, group: str = "") -> Question:
    when = written.get("when")
    return Question(
        id=written["ask"],
        answer=answer_type(written),
        group=group,
        when=compile_condition(when, scope) if when else None,
        must=tuple(Must(compile_condition(rule["that"], scope), rule["problem"]) for rule in written.get("must", ())),
        optional=bool(written.get("optional")),
        concept=written.get("concept", ""),
        sensitive=bool(written.get("sensitive")),
    )


def _rule(written: Mapping[str, Any], scope: Scope) -> Rule:
    refused = "when" in written
    return Rule(written["refusal"], compile_condition(written["when" if refused else "unless"], scope), refused)
