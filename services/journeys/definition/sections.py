"""Which words a service needs beside those of its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.journeys.case_types import RESULTS, STEPS
from services.journeys.definition.collecting import every_question

Names = set[str]


def wanted_of(rules: Mapping[str, Any]) -> dict[str, tuple[Names, Names]]:
    """For each section of a words file the names it may hold, and those it must."""
    refusals = {rule["refusal"] for rule in rules.get("eligibility", ())}
    problems = {rule["problem"] for _, question in every_question(rules) for rule in question.get("must", ())}
    cases = rules.get("cases", ())
    steps = _inside(cases, "steps", "step")
    results = _inside(cases, "results", "result")
    tasks = _inside(cases, "tasks", "task")
    documents = _inside(cases, "documents", "document")
    priorities = _inside(cases, "priorities", "priority")
    return {
        "refusals": (refusals, refusals),
        "problems": (problems, problems),
        "fees": _named(rules, "fees", "name"),
        "outputs": _named(rules, "outputs", "document"),
        "parties": _named(rules, "parties", "role"),
        "cases": _named(rules, "cases", "type"),
        "steps": (steps | set(STEPS), steps - set(STEPS)),
        "results": (results | set(RESULTS), results - set(RESULTS)),
        "tasks": (tasks, tasks),
        "documents": (documents, documents),
        "priorities": (priorities, priorities),
        "differences": _named(rules, "statutory_difference", "what"),
        "presence": _named(rules, "presence_required", "what"),
    }


def said_of(rules: Mapping[str, Any]) -> dict[str, bool]:
    """What a service says of itself only where it begins in a way that needs it."""
    begins = rules.get("begins", "application")
    return {"automatic": begins in ("proposal", "automatic"), "found": begins == "enquiry"}


def _inside(cases: Sequence[Mapping[str, Any]], key: str, name: str) -> Names:
    """The names in one list of every case type."""
    written = (each for case in cases for each in case.get(key, ()))
    return {each if isinstance(each, str) else each[name] for each in written}


def _named(rules: Mapping[str, Any], key: str, name: str) -> tuple[Names, Names]:
    names = {each[name] for each in rules.get(key, ())}
    return names, names
