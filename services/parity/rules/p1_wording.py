"""P1: the words are there in every language, fit every channel, and what a person may send means one thing only.

That words are missing, left over or cannot be filled is found when a definition is read (P101 to P103, P106).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.journeys.definition.collecting import every_question
from services.journeys.journey import answer_type
from services.journeys.types.characters import fold
from services.parity.findings import Finding
from services.parity.subject import Subject

COLLISION, TOO_LONG, LETTERS, ORDER, SILENT = "P104", "P105", "P107", "P108", "P109"
MEASURED = ("text", "hint", "plain", "statement")


def check(subject: Subject) -> Iterator[Finding]:
    """Every fault of the words, in every language."""
    questions = {question["ask"]: question for _, question in every_question(subject.rules)}
    for code, words in subject.words.items():
        for name, question in questions.items():
            entry = words.get(name)
            if isinstance(entry, Mapping):
                yield from _collisions(code, name, question, entry)
                yield from _orders(subject, code, name, entry)
                yield from _lengths(subject, code, name, entry)
    yield from _letters(subject)
    yield from _silent(subject, list(questions))


def _collisions(code: str, name: str, question: Mapping[str, Any], entry: Mapping[str, Any]) -> Iterator[Finding]:
    """Two answers that are the same once accents and capitals fall, as they do on many phones."""
    said: dict[str, str] = {}
    for option in question.get("options", ()):
        label = _label(entry.get("options", {}).get(option, ""))
        sent = " ".join(fold(label).split())
        if sent and sent in said:
            text = f"“{label}” and “{said[sent]}” are the same without accents: nobody could choose one of them."
            yield Finding(COLLISION, "error", code, (name, "options", option), text)
        said.setdefault(sent, label)


def _orders(subject: Subject, code: str, name: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    """An answer that a channel, or a network below it, takes for something else."""
    for channel in subject.channels:
        for option, label in entry.get("options", {}).items():
            said = _label(label)
            if " ".join(fold(said).split()) in channel.taken(code):
                text = f"Who sends “{said}” on {channel.name} gives an order there, and no answer: word it differently."
                yield Finding(ORDER, "error", code, (name, "options", option), text)


def _label(option: Any, door: str = "") -> str:
    return str(option.get(door) or option.get("text", "")) if isinstance(option, Mapping) else str(option)


def _lengths(subject: Subject, code: str, name: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    for channel in subject.channels:
        for key in MEASURED:
            own = channel.name if key == "text" and channel.name in entry else key
            yield from _length(channel, code, (name, own), str(entry.get(own, "")), key)
        for option, label in entry.get("options", {}).items():
            yield from _length(channel, code, (name, "options", option), _label(label, channel.name), "option")


def _length(channel: Any, code: str, path: tuple[str | int, ...], text: str, key: str) -> Iterator[Finding]:
    longest = channel.longest.get(key)
    if longest is not None and len(text) > longest:
        said = f"This is {len(text)} characters long; {channel.name} carries {longest}."
        yield Finding(TOO_LONG, "error", code, path, said)


def _letters(subject: Subject) -> Iterator[Finding]:
    """A number with letters in it cannot be keyed on a telephone."""
    for path, question in every_question(subject.rules):
        if question["type"] == "national_id" and not answer_type(question).digits():
            text = f"{question['ask']} holds letters, which no telephone can key: ask for a number without."
            yield Finding(LETTERS, "warning" if question.get("optional") else "error", "", (*path, "scheme"), text)


def _silent(subject: Subject, questions: list[str]) -> Iterator[Finding]:
    """A language that no voice speaks: what is asked in it would have to be recorded."""
    for channel in subject.channels:
        for code in subject.words:
            if not channel.speaks(code):
                text = f"No voice on {channel.name} speaks {code}. It needs recordings of: {', '.join(questions)}."
                yield Finding(SILENT, "error", code, (), text)
