"""What a service's rules say beside its questions: compiled once, with them, and asked of the answers given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from services.journeys import parameters
from services.journeys.assurance import Level
from services.journeys.case_types import CaseType, case_types_of
from services.journeys.conditions import Condition, Name, Scope, compile_condition, compile_number
from services.journeys.conditions.scope import Answers
from services.journeys.types import TYPES

UNITS = ("hours", "calendar_days", "working_days", "months")


@dataclass(frozen=True)
class Limit:
    """A length of time: so many hours, calendar days, working days or months."""

    unit: str
    length: int


@dataclass(frozen=True)
class Exemption:
    """`shown_by` is the evidence that somebody must look at first, "" for none."""

    name: str
    when: Condition
    shown_by: str = ""


@dataclass(frozen=True)
class Fee:
    """`amount` is the name of a parameter, or an amount such as "8000 VND"."""

    name: str
    amount: str
    due: str
    when: Condition | None
    each: Condition | None
    exempt: tuple[Exemption, ...]


@dataclass(frozen=True)
class Deadline:
    """From the event `start`: within `limit`; or the same day where it came by `until`, else within `limit`."""

    start: str
    limit: Limit
    until: time | None
    when: Condition | None
    closed_day: str
    silence: str
    suspends: tuple[str, ...]
    extension: Limit | None
    extension_basis: Mapping[str, Any]


@dataclass(frozen=True)
class Party:
    """Somebody else who must do something; `each` names the group whose rows are one of them each."""

    role: str
    must: tuple[str, ...]
    silence: str
    when: Condition | None
    each: str
    name: str
    contact: str
    limit: Limit | None


@dataclass(frozen=True)
class Named:
    """A part of the rules that is known by its name, and holds when its condition does."""

    name: str
    when: Condition | None
    written: Mapping[str, Any]


@dataclass(frozen=True)
class Hold:
    needs: tuple[str, ...]
    limit: Limit


@dataclass(frozen=True)
class Proposal:
    """Within how long a proposal is answered, and what comes of one that nobody answers: lapses or accepted."""

    limit: Limit | None
    silence: str


@dataclass(frozen=True)
class Law:
    """`parameters` are their defaults and bounds as written."""

    begins: str
    applies_by: str
    event: str
    calendar: str
    assurance: Level
    fees: tuple[Fee, ...]
    deadlines: tuple[Deadline, ...]
    parties: tuple[Party, ...]
    outputs: tuple[Named, ...]
    triggers: tuple[Named, ...]
    cases: tuple[Named, ...]
    case_types: Mapping[str, CaseType]
    alike: tuple[tuple[str, ...], ...]
    proposal: Proposal | None
    differences: tuple[Named, ...]
    presence: tuple[Named, ...]
    hold: Hold | None
    parameters: Mapping[str, Mapping[str, str]]
    authority: Mapping[str, str]


def holds(when: Condition | None, answers: Answers) -> bool | None:
    """What a rule without a condition says too: it always holds."""
    return True if when is None else when.of(answers)


def law_of(rules: Mapping[str, Any], scope: Scope) -> Law:
    """The law of rules that were checked when they were loaded."""
    wide = with_parameters(scope, rules)
    hold = rules.get("hold")
    return Law(
        begins=rules.get("begins", "application"),
        applies_by=rules.get("applies_by", "filing"),
        event=rules.get("event", ""),
        calendar=rules.get("calendar", ""),
        assurance=rules.get("assurance", "low"),
        fees=tuple(_fee(each, wide) for each in rules.get("fees", ())),
        deadlines=tuple(_deadline(each, scope) for each in deadlines_of(rules)),
        parties=tuple(_party(each, scope) for each in rules.get("parties", ())),
        outputs=_named(rules, "outputs", "document", scope),
        triggers=_named(rules, "triggers", "service", scope),
        cases=_named(rules, "cases", "type", scope),
        case_types=case_types_of(rules, scope),
        alike=tuple(tuple(each) for each in rules.get("alike", ())),
        proposal=_proposal(rules.get("proposal")),
        differences=_named(rules, "statutory_difference", "what", scope),
        presence=_named(rules, "presence_required", "what", scope),
        hold=Hold(tuple(hold["needs"]), _limit(hold)) if hold else None,
        parameters=rules.get("parameters", {}),
        authority=rules.get("authority", {}),
    )


def deadlines_of(rules: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The deadlines as written; one alone is a list of one."""
    written = rules.get("deadline", ())
    return [written] if isinstance(written, Mapping) else written


def with_parameters(scope: Scope, rules: Mapping[str, Any]) -> Scope:
    """The scope of fees, which see what a council set."""
    given = {name: Name(TYPES[each["type"]].kind) for name, each in rules.get("parameters", {}).items()}
    return Scope({**scope.names, **given}, scope.groups)


def limit_of(written: Mapping[str, Any]) -> Limit | None:
    """The length of time in a part of the rules, if it has one."""
    return next((Limit(unit, int(written[unit])) for unit in UNITS if written.get(unit)), None)


def values_of(law: Law, given: Mapping[str, str]) -> dict[str, Any]:
    """The value of each parameter: as given, else its default; one that has neither is not there."""
    written = {name: given.get(name, each.get("default")) for name, each in law.parameters.items()}
    return {
        name: parameters.value(law.parameters[name]["type"], text) for name, text in written.items() if text is not None
    }


def _fee(written: Mapping[str, Any], scope: Scope) -> Fee:
    return Fee(
        name=written["name"],
        amount=written["amount"],
        due=written.get("due", "decision"),
        when=_condition(written, scope),
        each=compile_number(written["each"], scope) if written.get("each") else None,
        exempt=tuple(_exemption(each, scope) for each in written.get("exempt", ())),
    )


def _exemption(written: Mapping[str, Any] | str, scope: Scope) -> Exemption:
    """As rules say it today, or as a question alone, in rules published before they did."""
    if isinstance(written, str):
        return Exemption(written, compile_condition(written, scope))
    return Exemption(written["name"], compile_condition(written["when"], scope), written.get("shown_by", ""))


def _deadline(written: Mapping[str, Any], scope: Scope) -> Deadline:
    until, extension = written.get("same_day_until"), written.get("extension") or {}
    return Deadline(
        start=written["from"],
        limit=_limit(written.get("else") or written),
        until=time.fromisoformat(until) if until else None,
        when=_condition(written, scope),
        closed_day=written.get("closed_day", "next_working_day"),
        silence=written.get("silence", "escalate"),
        suspends=tuple(written.get("suspends", ("request",))),
        extension=limit_of(extension),
        extension_basis=extension.get("legal_basis") or {},
    )


def _proposal(written: Mapping[str, Any] | None) -> Proposal | None:
    return Proposal(limit_of(written), written.get("silence", "lapses")) if written else None


def _party(written: Mapping[str, Any], scope: Scope) -> Party:
    each = written.get("each", "")
    return Party(
        role=written["role"],
        must=tuple(written.get("must", ("confirm",))),
        silence=written.get("silence", "escalate"),
        when=_condition(written, scope.inside(each) if each else scope),
        each=each,
        name=written.get("name", ""),
        contact=written.get("contact", ""),
        limit=limit_of(written),
    )


def _named(rules: Mapping[str, Any], key: str, name: str, scope: Scope) -> tuple[Named, ...]:
    written = [{name: each} if isinstance(each, str) else each for each in rules.get(key, ())]
    return tuple(Named(each.get(name, ""), _condition(each, scope), each) for each in written)


def _condition(written: Mapping[str, Any], scope: Scope) -> Condition | None:
    return compile_condition(written["when"], scope) if written.get("when") else None


def _limit(written: Mapping[str, Any]) -> Limit:
    limit = limit_of(written)
    if limit is None:
        raise ValueError("a time limit without a length passed the checks")
    return limit
