"""Which words a service needs beside those of its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.journeys.definition.cases import RESULTS, STEPS
from services.journeys.definition.collecting import every_question

Names = set[str]


def wanted_of(rules: Mapping[str, Any]) -> dict[str, tuple[Names, Names]]:
    """For each section of a words file the names it may hold, and those it must."""
    refusals = {rule["refusal"] for rule in rules.get("eligibility", ())}
    problems = {rule["problem"] for _, question in every_question(rules) for rule in question.get("must", ())}
    cases = rules.get("cases", ())
    steps = {step["step"] for case in cases for step in case.get("steps", ())}
    results = {result for case in cases for result in case.get("results", ())}
    tasks = {task["task"] for case in cases for task in case.get("tasks", ())}
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
        "differences": _named(rules, "statutory_difference", "what"),
        "presence": _named(rules, "presence_required", "what"),
    }


def said_of(rules: Mapping[str, Any]) -> dict[str, bool]:
    """What a service says of itself only where it begins in a way that needs it."""
    begins = rules.get("begins", "application")
    return {"automatic": begins in ("proposal", "automatic"), "found": begins == "enquiry"}


def _named(rules: Mapping[str, Any], key: str, name: str) -> tuple[Names, Names]:
    names = {each[name] for each in rules.get(key, ())}
    return names, names
