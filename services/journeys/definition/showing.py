"""A definition as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.journeys.definition.loading import Definition

NOT_LISTED = frozenset(("service", "questions", "eligibility"))


def shown(definition: Definition, language: str) -> str:
    """The whole service in plain text: what it says of itself, its rules, its questions."""
    return "\n".join(_lines(definition.rules, definition.words[language])) + "\n"


def _lines(rules: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    yield f"{words['title']}  ({rules['service']})"
    yield str(words["summary"])
    yield ""
    for key, value in rules.items():
        if key not in NOT_LISTED:
            yield from _fact(key, value)
    yield ""
    for number, question in enumerate(rules["questions"], 1):
        yield from _question(f"{number}.", question, words)
    for rule in rules.get("eligibility", ()):
        condition = f"unless {rule['unless']}" if "unless" in rule else f"if {rule['when']}"
        yield f"Refused {condition}: {words['refusals'][rule['refusal']]['reason']}"


def _question(label: str, question: Mapping[str, Any], words: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    marks = [question["type"], *(["optional"] if question.get("optional") else [])]
    yield f"{indent}{label} {words[question['ask']]['text']}  [{question['ask']}: {', '.join(marks)}]"
    if question.get("when"):
        yield f"{indent}   asked when {question['when']}"
    for rule in question.get("must", ()):
        yield f"{indent}   must: {rule['that']}"
    for option in question.get("options", ()):
        said = words[question["ask"]]["options"][option]
        yield f"{indent}   - {said['text'] if isinstance(said, Mapping) else said}  [{option}]"
    for number, member in enumerate(question.get("questions") or (), 1):
        yield from _question(f"{label}{number}", member, words, indent + "   ")


def _fact(key: str, value: Any, indent: str = "") -> Iterator[str]:
    name = key.replace("_", " ")
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        for inner, part in value.items():
            yield from _fact(inner, part, indent + "  ")
    elif isinstance(value, (list, tuple)) and any(isinstance(part, Mapping) for part in value):
        yield f"{indent}{name}:"
        for part in value:
            yield f"{indent}  - " + ", ".join(f"{k.replace('_', ' ')}: {_inline(v)}" for k, v in part.items())
    else:
        yield f"{indent}{name}: {_inline(value)}"


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{key.replace('_', ' ')}: {_inline(part)}" for key, part in value.items()) + ")"
    if isinstance(value, (list, tuple)):
        return ", ".join(_inline(part) for part in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
