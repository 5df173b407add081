"""What changes from one version of a service to another, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.journeys.definition.collecting import every_question
from services.journeys.definition.loading import Definition
from services.journeys.definition.showing import Shown
from services.journeys.language import language

UNITED = frozenset(("questions",))  # compared question by question, below


def differences(before: Definition, after: Definition, code: str) -> Iterator[str]:
    """A line for each change of the rules, then of the words in this language."""
    old_words = before.words.get(code, after.words[code])
    old, new = (
        Shown(each.rules, words, language(code)) for each, words in ((before, old_words), (after, after.words[code]))
    )
    yield from _parts(old, new)
    yield from _questions(old, new)
    yield from _words(old, new)


def _parts(old: Shown, new: Shown) -> Iterator[str]:
    was, now = (dict(each.sections()) for each in (old, new))
    for key in dict.fromkeys((*was, *now)):
        if key in UNITED or was.get(key) == now.get(key):
            continue
        heading = new.say(key)
        gone = [part for part in was.get(key, ()) if part not in now.get(key, ())]
        come = [part for part in now.get(key, ()) if part not in was.get(key, ())]
        if len(gone) == len(come) == 1:
            yield new.say("changed", heading, gone[0], come[0])
            continue
        yield from (new.say("removed", f"{heading}: {part}") for part in gone)
        yield from (new.say("added", f"{heading}: {part}") for part in come)


def _questions(old: Shown, new: Shown) -> Iterator[str]:
    was, now = (dict(_by_id(each)) for each in (old, new))
    yield from (new.say("removed", old.label(name, "")) for name in was if name not in now)
    yield from (new.say("added", new.label(name, "")) for name in now if name not in was)
    kept = [name for name in was if name in now]
    if kept != [name for name in now if name in was]:
        yield from (new.say("moved", new.label(name, "")) for name in _moved(kept, [n for n in now if n in was]))
    for name in kept:
        yield from _question(name, was[name], now[name], new)


def _question(name: str, was: Mapping[str, Any], now: Mapping[str, Any], new: Shown) -> Iterator[str]:
    for key in dict.fromkeys((*was, *now)):
        if key != "questions" and was.get(key) != now.get(key):
            sides = [_value(key, each.get(key), new) or new.say("nothing") for each in (was, now)]
            yield new.say("changed", f"{new.label(name, '')} ({key})", *sides)


def _value(key: str, value: Any, shown: Shown) -> str:
    if value is None:
        return ""
    if key == "when":
        return shown.condition(value)
    if key == "must":
        return "; ".join(shown.condition(rule["that"]) for rule in value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _by_id(shown: Shown) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from ((question["ask"], question) for _, question in every_question(shown.rules))


def _moved(was: list[str], now: list[str]) -> list[str]:
    return [name for name, other in zip(now, was, strict=True) if name != other]


def _words(old: Shown, new: Shown) -> Iterator[str]:
    for key in dict.fromkeys((*old.words, *new.words)):
        was, now = old.words.get(key), new.words.get(key)
        if was != now and was is not None and now is not None:
            sides = _texts(was), _texts(now)
            for place in dict.fromkeys((*sides[0], *sides[1])):
                before, after = sides[0].get(place, ""), sides[1].get(place, "")
                if before != after:
                    name = ".".join(filter(None, (key, place)))
                    yield new.say("changed", name, f"“{before}”", f"“{after}”")


def _texts(written: Any, path: str = "") -> dict[str, str]:
    if isinstance(written, Mapping):
        parts = [_texts(value, ".".join(filter(None, (path, str(key))))) for key, value in written.items()]
        return {place: text for part in parts for place, text in part.items()}
    return {path: "; ".join(written) if isinstance(written, list) else str(written)}
