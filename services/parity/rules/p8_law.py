"""P8 of the law: every rule applies to somebody, and is known of everybody who gets to send an application."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from services.journeys.conditions.logic import either
from services.journeys.conditions.scope import Answers
from services.journeys.definition.nodes import Path
from services.journeys.law import Fee, holds
from services.parity.findings import Finding
from services.parity.proving import Verdict
from services.parity.rules.p8_parts import Part, error, not_refused, of_law, open_question, refused, sent
from services.parity.subject import Subject

if TYPE_CHECKING:
    from services.parity.proving.encoding import Encoder

NEVER, UNSATISFIABLE, UNKNOWN, NO_DEADLINE = "P804", "P805", "P806", "P807"


def check(subject: Subject) -> Iterator[Finding]:
    """Every unsound rule of the law."""
    yield from _ways_through(subject)
    for part in of_law(subject):
        if part.path[0] != "eligibility":
            yield from _applies(part, subject)
        if part.known:
            yield from _known(part, subject)
    yield from _fees(subject)
    yield from _some_deadline(subject)


def _ways_through(subject: Subject) -> Iterator[Finding]:
    rules = subject.journey.eligibility
    verdict = subject.prover.possible(
        [rule.condition for rule in rules],
        lambda answers: not refused(rules, answers),
        lambda encoder: not_refused(rules, encoder),
    )
    if verdict is Verdict.IMPOSSIBLE:
        yield error(UNSATISFIABLE, ("eligibility",), "Everybody is refused: no answers satisfy all of these rules.")
    elif verdict is Verdict.OPEN:
        yield open_question(("eligibility",), "that anybody gets through")


def _applies(part: Part, subject: Subject) -> Iterator[Finding]:
    condition = part.condition
    verdict = sent(
        subject,
        [condition],
        lambda answers: condition.of(answers) is True,
        lambda encoder: encoder.truth(condition).true,
    )
    if verdict is Verdict.IMPOSSIBLE:
        yield error(NEVER, part.path, f"{part.name} never applies: its condition is never true.")


def _known(part: Part, subject: Subject) -> Iterator[Finding]:
    condition = part.condition

    def formula(encoder: Encoder) -> Any:
        truth = encoder.truth(condition)
        return encoder.all(encoder.no(truth.true), encoder.no(truth.false))

    verdict = sent(subject, [condition], lambda answers: condition.of(answers) is None, formula)
    yield from _unknown(verdict, part.path, part.name)


def _fees(subject: Subject) -> Iterator[Finding]:
    """Whether a fee is due, how often, and whether somebody is free of it."""
    for number, fee in enumerate(subject.journey.law.fees):
        about = [*filter(None, (fee.when, fee.each)), *(exemption.when for exemption in fee.exempt)]
        if about:
            verdict = sent(subject, about, partial(_unsure, fee), partial(_unsure_formula, fee))
            yield from _unknown(verdict, ("fees", number, "when"), f"The fee {fee.name}")


def _unsure(fee: Fee, answers: Answers) -> bool:
    applies, freed = holds(fee.when, answers), either(exemption.when.of(answers) for exemption in fee.exempt)
    if applies is None or (applies and freed is None):
        return True
    return bool(applies and not freed and fee.each and fee.each.run(answers) is None)


def _unsure_formula(fee: Fee, encoder: Encoder) -> Any:
    freed = [encoder.truth(exemption.when) for exemption in fee.exempt]
    due = encoder.truth(fee.when) if fee.when else encoder.always()
    paying = encoder.all(due.true, *(encoder.no(each.true) for each in freed))
    unsure = [encoder.no(each.false) for each in freed]
    if fee.each:
        unsure.append(encoder.no(encoder.number(fee.each).known))
    unknown = encoder.all(encoder.no(due.true), encoder.no(due.false))
    return encoder.any(unknown, encoder.all(paying, encoder.any(*unsure)))


def _unknown(verdict: Verdict, path: Path, name: str) -> Iterator[Finding]:
    if verdict is Verdict.POSSIBLE:
        text = f"{name} can be unknown when the application is sent: it hangs on a question not everybody answers."
        yield error(UNKNOWN, path, text)
    elif verdict is Verdict.OPEN:
        yield open_question(path, f"that {name[0].lower() + name[1:]} is always known when the application is sent")


def _some_deadline(subject: Subject) -> Iterator[Finding]:
    whens = [deadline.when for deadline in subject.journey.law.deadlines]
    conditions = [when for when in whens if when]
    if not whens or None in whens:
        return
    verdict = sent(
        subject,
        conditions,
        lambda answers: all(condition.of(answers) is False for condition in conditions),
        lambda encoder: encoder.all(*(encoder.truth(condition).false for condition in conditions)),
    )
    if verdict is Verdict.POSSIBLE:
        yield error(NO_DEADLINE, ("deadline",), "For some answers no deadline holds: give the last no condition.")
