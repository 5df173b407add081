"""What P8 asks about: the conditions of a service with their places, and who gets to send an application at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.journeys.conditions import Condition
from services.journeys.conditions.scope import Answers
from services.journeys.definition.nodes import Path
from services.journeys.journey import Question, Rule
from services.journeys.law import deadlines_of
from services.parity.findings import Finding
from services.parity.proving import Verdict
from services.parity.subject import Subject

if TYPE_CHECKING:
    from services.parity.proving.deciding import Seen
    from services.parity.proving.encoding import Encoder
    from services.parity.proving.refuting import Formula

OPEN = "P809"


@dataclass(frozen=True)
class Part:
    """A condition: where it stands, what it decides on, and whether that must be known when the application is sent."""

    path: Path
    name: str
    condition: Condition
    known: bool = True


def error(rule: str, path: Path, sentence: str) -> Finding:
    return Finding(rule, "error", "", path, sentence)


def open_question(path: Path, what: str) -> Finding:
    return Finding(OPEN, "warning", "", path, f"Not proved: {what}.")


def naming(*names: str) -> Condition:
    """A condition that says nothing and looks at these questions."""
    return Condition("True", frozenset(names), lambda answers: True)


def refused(rules: Iterable[Rule], answers: Answers) -> bool:
    """Whether one of these rules is known to refuse."""
    return any(rule.condition.of(answers) is rule.refused for rule in rules)


def not_refused(rules: Iterable[Rule], encoder: Encoder) -> Any:
    return encoder.all(*(encoder.no(encoder.so(encoder.truth(rule.condition), bool(rule.refused))) for rule in rules))


def sent(subject: Subject, about: Iterable[Condition], seen: Seen, formula: Formula) -> Verdict:
    """Whether an application can be sent of which this is so: the interview ends before it for people it refuses."""
    rules, conditions = subject.journey.eligibility, list(about)
    loose = subject.prover.possible(conditions, seen, formula)
    if loose is not Verdict.POSSIBLE or not rules:
        return loose
    return subject.prover.possible(
        [*conditions, *(rule.condition for rule in rules)],
        lambda answers: seen(answers) and not refused(rules, answers),
        lambda encoder: encoder.all(formula(encoder), not_refused(rules, encoder)),
    )


def places(subject: Subject) -> Iterator[tuple[Path, Question]]:
    """Every question with its path, those of groups after their group."""
    for number, question in enumerate(subject.journey.questions):
        yield ("questions", number), question
        for inner, member in enumerate(subject.journey.members.get(question.id, ())):
            yield ("questions", number, "questions", inner), member


def of_questions(subject: Subject) -> Iterator[Part]:
    """The conditions of questions."""
    for path, question in places(subject):
        if question.when:
            yield Part((*path, "when"), question.id, question.when)
        for number, must in enumerate(question.must):
            yield Part((*path, "must", number, "that"), question.id, must.that)


def of_law(subject: Subject) -> Iterator[Part]:
    """The conditions of everything else."""
    for number, rule in enumerate(subject.journey.eligibility):
        key = "when" if rule.refused else "unless"
        yield Part(("eligibility", number, key), f"The refusal {rule.refusal}", rule.condition)
    yield from _of_fees(subject)
    yield from _of_deadlines(subject)
    for number, party in enumerate(subject.journey.law.parties):
        if party.when and not party.each:
            yield Part(("parties", number, "when"), f"The party {party.role}", party.when)
    yield from _of_named(subject)
    yield from _of_case_types(subject)


def _of_case_types(subject: Subject) -> Iterator[Part]:
    """What gives work or decides: it must be known once an application is sent."""
    for number, written in enumerate(subject.rules.get("cases", ())):
        case_type = subject.journey.law.case_types[written["type"]]
        for position, task in enumerate(case_type.tasks):
            if task.when:
                yield Part(("cases", number, "tasks", position, "when"), f"The task {task.name}", task.when)
        for position, rule in enumerate(case_type.rules if written.get("decides") else ()):
            if rule.when:
                yield Part(("cases", number, "decides", position, "when"), f"The rule for {rule.result}", rule.when)


def _of_fees(subject: Subject) -> Iterator[Part]:
    for number, fee in enumerate(subject.journey.law.fees):
        path: Path = ("fees", number)
        if fee.when:
            yield Part((*path, "when"), f"The fee {fee.name}", fee.when, known=False)
        for position, exemption in enumerate(fee.exempt):
            name = f"The exemption {exemption.name}"
            yield Part((*path, "exempt", position, "when"), name, exemption.when, known=False)


def _of_deadlines(subject: Subject) -> Iterator[Part]:
    several = isinstance(subject.rules.get("deadline"), list | tuple)
    for number, _ in enumerate(deadlines_of(subject.rules)):
        when = subject.journey.law.deadlines[number].when
        if when:
            yield Part(("deadline", number, "when") if several else ("deadline", "when"), "The deadline", when)


def _of_named(subject: Subject) -> Iterator[Part]:
    law = subject.journey.law
    for key, parts in (("outputs", law.outputs), ("triggers", law.triggers), ("cases", law.cases)):
        for number, part in enumerate(parts):
            if part.when:
                yield Part((key, number, "when"), part.name, part.when, known=key == "cases")
