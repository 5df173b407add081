"""Whatever a definition holds, it ends in a valid one or in sentences with file and line: never a traceback, never
more than a second or 100 MB. 2,000 mutants of the samples and of nothing; EVENHAND_FUZZ=100000 for the long run."""

from __future__ import annotations

import os
import random
import re
import resource
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from services.journeys.definition import examine_files
from services.journeys.journey import compiled

COUNT = int(os.environ.get("EVENHAND_FUZZ", "2000"))
SECONDS, BYTES = 1.0, 100_000_000
SAMPLES = Path(__file__).parents[4] / "services" / "catalogue" / "samples"
NOISE = (
    *("", " ", "\t", "\x00", "\ufeff", "🎂", "{", "}", "[", "]", ":", "- ", "#", "&a", "*a", "!!x", "|", ">", "'", '"'),
    *("~", "null", "true", "NO", "1e9", "-1", "9" * 40, "0x1F", "2026-02-30", "a" * 3000, "{{{{", "and or not"),
    *("(((((", "\\u0000", "when: x == x", "years(born, began_on)", "any(r.x for r in x)", "{child_name|a=b|c}"),
    *("%s %d", "../../etc", "<<: *a", "- " * 200, "[" * 200, "? ", "---", "...", "\u202e", "\u0301"),
)

VALUE = re.compile(rb": ([^\s,{}\[\]\"']+)(?=[,}\s])")
VALUES = (
    *("0", "-1", "1e9", "9" * 30, "true", "NO", "~", "x" * 2000, "2026-02-30", "9999-12-31", "[]", "{}", "[a, b]"),
    *("{a: b}", "group", "letter_code", "location", "evidence", "yes_no", "money", "began_on", "not x", "1 VND", "🎂"),
    *('"{child_name}"', '"count(x) > 1"', '"any(r.x for r in x)"', '"born <= born"', "00:00", "event"),
)
SLUGS = sorted(path.parent.name for path in SAMPLES.glob("*/service.yaml"))


def test_the_mutants() -> None:
    shares = [COUNT // 2, COUNT - COUNT // 2]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        told = [line for lines in pool.map(hunted, range(2), shares) for line in lines]
    assert told == []


def hunted(seed: int, count: int) -> list[str]:
    """What went wrong with so many mutants; in a process of its own, which may not grow by more than 100 MB."""
    chance = random.Random(seed)  # noqa: S311 -- the same mutants every time
    herd = [written(slug) for slug in SLUGS]
    for files in herd:
        tried(files)
    before = peak()
    told = [wrong for number in range(count) if (wrong := judged(mutant(chance, herd), f"{seed}/{number}"))]
    grown = peak() - before
    return told if grown <= BYTES else [*told, f"{seed}: grew by {grown:,} bytes"]


def judged(files: Mapping[str, bytes], name: str) -> str:
    began = time.thread_time()
    try:
        sentences = tried(files)
    except Exception as error:  # any at all is what is hunted for
        return f"{name}: {error!r} of {files}"
    if time.thread_time() - began > SECONDS:
        return f"{name}: took {time.thread_time() - began:.1f} s of {files}"
    return "" if all(sentences) else f"{name}: an empty sentence of {files}"


def tried(files: Mapping[str, bytes]) -> list[str]:
    """The sentences it ends in; none where it is valid, and then it compiles."""
    examined = examine_files(files, "fuzz")
    if not examined.mistakes:
        definition = examined.definition()
        compiled(definition.rules, definition.rules_hash)
    return [each.sentence.strip() if each.line >= 1 and each.path else "" for each in examined.mistakes]


def written(slug: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (SAMPLES / slug).glob("*.yaml")}


def mutant(chance: random.Random, herd: list[dict[str, bytes]]) -> dict[str, bytes]:
    """A sample with one to four things done to it; now and then noise alone."""
    files = dict(chance.choice(herd))
    if chance.random() < 0.05:
        files["service.yaml"] = "".join(chance.choices(NOISE, k=chance.randrange(200))).encode(errors="replace")
        return files
    for _ in range(chance.randrange(1, 5)):
        name = "service.yaml" if chance.random() < 0.6 else chance.choice(sorted(files))
        files[name] = chance.choice(WAYS)(chance, files.get(name, b""), chance.choice(herd).get(name, b""))
    if chance.random() < 0.05:
        del files[chance.choice(sorted(files))]
    return files


def noisy(chance: random.Random, content: bytes, other: bytes) -> bytes:
    place, length = chance.randrange(len(content) + 1), chance.randrange(30)
    return content[:place] + chance.choice(NOISE).encode() + content[place + length :]


def flipped(chance: random.Random, content: bytes, other: bytes) -> bytes:
    changed = bytearray(content or b"x")
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def spliced(chance: random.Random, content: bytes, other: bytes) -> bytes:
    mine, theirs = content.splitlines(), other.splitlines() or [b""]
    place = chance.randrange(len(mine) + 1)
    start = chance.randrange(len(theirs))
    return b"\n".join([*mine[:place], *theirs[start : start + chance.randrange(1, 12)], *mine[place:]])


def shuffled(chance: random.Random, content: bytes, other: bytes) -> bytes:
    lines = content.splitlines() or [b""]
    place = chance.randrange(len(lines))
    taken = lines[place : place + chance.randrange(1, 6)]
    rest = lines[:place] + lines[place + len(taken) :]
    again = chance.randrange(len(rest) + 1)
    return b"\n".join([*rest[:again], *taken * chance.choice([0, 1, 2]), *rest[again:]])


def renamed(chance: random.Random, content: bytes, other: bytes) -> bytes:
    words = content.split()
    return content.replace(chance.choice(words), chance.choice(words), chance.choice([1, -1])) if words else content


def revalued(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Another value for a key, so that the file is still YAML and says something else."""
    found = list(VALUE.finditer(content))
    if not found:
        return content
    value, strange = chance.choice(found), chance.choice(VALUES)
    return content[: value.start(1)] + strange.encode() + content[value.end(1) :]


def unlisted(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A line less."""
    lines = content.splitlines() or [b""]
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


WAYS = (noisy, flipped, spliced, shuffled, *(renamed, revalued, revalued, unlisted) * 3)


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("depth", [10, 1000, 100_000])
@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "a:\n ", "(", "not "])
def test_depth_is_no_way_to_break_it(opened: str, depth: int) -> None:
    rules = written("social-pension")["service.yaml"].decode()
    deep = rules.replace("years(born, began_on) >= 70", opened * depth, 1)
    for text in (opened * depth, deep):
        assert tried({**written("social-pension"), "service.yaml": text.encode()})
