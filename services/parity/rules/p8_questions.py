"""P8 of the questions: none that nobody is asked, no answer and no branch that leads nowhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from services.journeys.conditions import Condition, compile_condition
from services.journeys.conditions.scope import Answers
from services.journeys.definition.nodes import Path
from services.journeys.journey import Question, scope_of
from services.journeys.law import with_parameters
from services.journeys.types.choices import Choice
from services.parity.findings import Finding, Severity
from services.parity.proving import Verdict
from services.parity.rules.p8_parts import (
    Part,
    error,
    naming,
    not_refused,
    of_law,
    of_questions,
    open_question,
    places,
    refused,
)
from services.parity.subject import Subject

if TYPE_CHECKING:
    from services.parity.proving.encoding import Encoder

DEAD, REFUSED_ALREADY, BRANCH, NO_WAY_ON = "P801", "P802", "P803", "P808"


def check(subject: Subject) -> Iterator[Finding]:
    """Every unsound question."""
    dead: set[str] = set()
    for path, question in places(subject):
        if question.when and question.group not in dead:
            found = list(_question((*path, "when"), question, question.when, subject))
            dead |= {question.id for each in found if each.rule == DEAD}
            yield from found
    for part in (*of_questions(subject), *of_law(subject)):
        if part.name not in dead:
            yield from _branches(part, subject)
    for path, question in places(subject):
        if question.id not in dead and not question.group:
            yield from _answers(path, question, subject)


def _question(path: Path, question: Question, when: Condition, subject: Subject) -> Iterator[Finding]:
    verdict = _asked(question, when, subject)
    if verdict is Verdict.IMPOSSIBLE:
        yield error(DEAD, path, f"No answers lead to {question.id}: its condition is never true.")
    elif verdict is Verdict.OPEN:
        yield open_question(path, f"that anybody is ever asked {question.id}")
    elif not question.group and _of_refused_only(question, when, subject):
        yield error(REFUSED_ALREADY, path, f"Only people refused before are asked {question.id}.")


def _asked(question: Question, when: Condition, subject: Subject) -> Verdict:
    def in_a_row(answers: Answers) -> bool:
        return any(row.get(question.id) is not None for row in answers.get(question.group) or ())

    def asked(encoder: Encoder) -> Any:
        return encoder.asked(question.id)

    if question.group:
        return subject.prover.possible([when, naming(question.group, question.id)], in_a_row, asked)
    return subject.prover.possible([when], lambda answers: when.of(answers) is True, asked, question.id)


def _of_refused_only(question: Question, when: Condition, subject: Subject) -> bool:
    order = [each.id for each in subject.journey.questions]
    earlier = {"began_on", *order[: order.index(question.id)]}
    rules = [rule for rule in subject.journey.eligibility if rule.condition.names <= earlier]
    verdict = subject.prover.possible(
        [when, *(rule.condition for rule in rules)],
        lambda answers: when.of(answers) is True and not refused(rules, answers),
        lambda encoder: encoder.all(encoder.asked(question.id), not_refused(rules, encoder)),
        question.id,
    )
    return verdict is Verdict.IMPOSSIBLE


def _branches(part: Part, subject: Subject) -> Iterator[Finding]:
    """Parts of a condition, between `and` and `or`, that are never true or never false."""
    question = subject.journey.by_id.get(part.name)
    if question is not None and question.group:
        return
    for text in _operands(part.condition.source):
        for wanted in (True, False):
            if _never(text, wanted, part, subject) is Verdict.IMPOSSIBLE:
                severity: Severity = "error" if wanted else "warning"
                said = f"“{text}” is never {str(wanted).lower()} here: this branch can go."
                yield Finding(BRANCH, severity, "", part.path, said)


def _never(text: str, wanted: bool, part: Part, subject: Subject) -> Verdict:
    scope = with_parameters(scope_of(subject.rules), subject.rules)
    term = compile_condition(text, scope)
    until = part.name if part.path[0] == "questions" and part.path[-1] == "when" else ""
    return subject.prover.possible(
        [part.condition],
        lambda answers: term.of(answers) is wanted,
        lambda encoder: encoder.so(encoder.source(text), wanted),
        until,
    )


def _operands(source: str) -> Iterator[str]:
    tree = ast.parse(" ".join(source.split()), mode="eval")
    loops = {part for node in ast.walk(tree) if isinstance(node, ast.GeneratorExp) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp) and node not in loops:
            yield from (ast.unparse(part) for part in node.values)


def _answers(path: Path, question: Question, subject: Subject) -> Iterator[Finding]:
    """An answer that may be chosen must leave a way on."""
    musts = [(other.id, must.that) for other in subject.journey.questions for must in other.must]
    bound = [condition for _, condition in musts if question.id in condition.names]
    carriers = [name for name, condition in musts if question.id in condition.names]
    for value in _choices(question) if bound else ():
        verdict = _given(question, value, [*bound, naming(question.id, *carriers)], subject)
        if verdict is Verdict.IMPOSSIBLE:
            said = {True: "yes", False: "no"}.get(value, value)
            yield error(NO_WAY_ON, path, f"Nobody who answers {said} to {question.id} can go on.")


def _given(question: Question, value: Any, about: list[Condition], subject: Subject) -> Verdict:
    """Whether anybody can give this answer."""
    return subject.prover.possible(
        about,
        lambda answers: answers.get(question.id) == value,
        lambda encoder: encoder.answered_with(question.id, value),
    )


def _choices(question: Question) -> tuple[Any, ...]:
    if isinstance(question.answer, Choice):
        return question.answer.options
    return (True, False) if question.answer.type == "yes_no" else ()
