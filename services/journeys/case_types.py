"""Case types: the steps, tasks, roles and results of what an authority makes of an application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.journeys.conditions import Condition, Scope, compile_condition
from services.journeys.conditions.scope import Answers

STEPS = ("received", "in_progress", "waiting", "decided", "closed")
RESULTS = ("granted", "granted_in_part", "refused", "withdrawn", "lapsed")
ROLES = ("handler", "decider")
"""What a case type has that says nothing of its own; the platform has words for all of them."""
FIRST, LAST = STEPS[0], STEPS[3:]
UNDECIDED = ("withdrawn", "lapsed")
"""Results that come without a decision."""
ARCHIVED_AFTER, DESTROYED_AFTER = 5, 20
"""Years, where a law says nothing else."""


@dataclass(frozen=True)
class CaseStep:
    name: str
    tells: bool


@dataclass(frozen=True)
class Task:
    """Work of one role; with `four_eyes` a second person confirms it."""

    name: str
    role: str
    four_eyes: bool
    when: Condition | None


@dataclass(frozen=True)
class Result:
    """What a case can end with, and how many years its file is kept."""

    name: str
    archive_years: int
    destroy_years: int


@dataclass(frozen=True)
class Rule:
    """This result, when that holds."""

    result: str
    when: Condition | None


@dataclass(frozen=True)
class Appeal:
    """To whom (a slug, "" for the authority itself), within how long, by which law."""

    to: str
    calendar_days: int
    months: int
    legal_basis: Mapping[str, Any]


@dataclass(frozen=True)
class CaseType:
    """`rules` decide where there is no discretion (`automatic`); `priorities` are the reasons a law gives."""

    name: str
    steps: tuple[CaseStep, ...]
    tasks: tuple[Task, ...]
    results: tuple[Result, ...]
    documents: tuple[str, ...]
    automatic: bool
    four_eyes: bool
    rules: tuple[Rule, ...]
    appeal: Appeal | None
    priorities: Mapping[str, Mapping[str, Any]]

    def step(self, name: str) -> CaseStep | None:
        return next((step for step in self.steps if step.name == name), None)

    def result(self, name: str) -> Result | None:
        return next((result for result in self.results if result.name == name), None)

    @property
    def decisions(self) -> tuple[str, ...]:
        """The results somebody can decide on."""
        return tuple(result.name for result in self.results if result.name not in UNDECIDED)

    @property
    def own_steps(self) -> tuple[str, ...]:
        """The steps a handler sets by hand."""
        return tuple(step.name for step in self.steps if step.name not in STEPS)

    def decided_by_rules(self, answers: Answers) -> str:
        """The result of the first rule that holds; "" where none does, or too little is known."""
        for rule in self.rules:
            held = True if rule.when is None else rule.when.of(answers)
            if held is not False:
                return rule.result if held else ""
        return ""


def case_types_of(rules: Mapping[str, Any], scope: Scope) -> Mapping[str, CaseType]:
    """Every case type of rules that were checked when they were loaded, by name; the service's own is always there."""
    written = {each["type"]: each for each in rules.get("cases", ())}
    whole = {rules["service"]: {"type": rules["service"]}, **written}
    return {name: _case_type(each, rules, scope) for name, each in whole.items()}


def _case_type(written: Mapping[str, Any], rules: Mapping[str, Any], scope: Scope) -> CaseType:
    automatic = written.get("decision", rules.get("decision", "caseworker")) == "automatic"
    return CaseType(
        name=written["type"],
        steps=tuple(_step(each) for each in written.get("steps") or STEPS),
        tasks=tuple(_task(each, scope) for each in written.get("tasks", ())),
        results=tuple(_result(each) for each in written.get("results") or RESULTS),
        documents=tuple(written.get("documents", ())),
        automatic=automatic,
        four_eyes=bool(written.get("four_eyes")),
        rules=_rules(written.get("decides", ()), scope, automatic=automatic),
        appeal=_appeal(written.get("appeal")),
        priorities={each["priority"]: each["legal_basis"] for each in written.get("priorities", ())},
    )


def _step(written: Mapping[str, Any] | str) -> CaseStep:
    if isinstance(written, str):
        return CaseStep(written, tells=True)
    return CaseStep(written["step"], bool(written.get("tells", True)))


def _task(written: Mapping[str, Any] | str, scope: Scope) -> Task:
    each = {"task": written} if isinstance(written, str) else written
    return Task(each["task"], each.get("role", ROLES[0]), bool(each.get("four_eyes")), _when(each, scope))


def _result(written: Mapping[str, Any] | str) -> Result:
    each = {"result": written} if isinstance(written, str) else written
    archived, destroyed = each.get("archive_years"), each.get("destroy_years")
    return Result(
        each["result"],
        ARCHIVED_AFTER if archived is None else int(archived),
        DESTROYED_AFTER if destroyed is None else int(destroyed),
    )


def _rules(written: Sequence[Mapping[str, Any]], scope: Scope, *, automatic: bool) -> tuple[Rule, ...]:
    """Who may apply at all is decided before; so a service that decides by itself and says no more grants."""
    rules = tuple(Rule(each["result"], _when(each, scope)) for each in written)
    return rules or ((Rule(RESULTS[0], None),) if automatic else ())


def _appeal(written: Mapping[str, Any] | None) -> Appeal | None:
    if not written:
        return None
    return Appeal(
        written.get("to", ""),
        int(written.get("calendar_days") or 0),
        int(written.get("months") or 0),
        written.get("legal_basis") or {},
    )


def _when(written: Mapping[str, Any], scope: Scope) -> Condition | None:
    return compile_condition(written["when"], scope) if written.get("when") else None
