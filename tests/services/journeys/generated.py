"""Services nobody wrote: questions, groups and conditions at random, always sound."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from services.journeys.journey import Journey, compiled

KINDS: dict[str, dict[str, Any]] = {
    "yes_no": {},
    "choice": {"options": ["a", "b", "c"]},
    "whole_number": {"min": "0", "max": "99"},
    "date": {},
    "text": {},
}
RAW: dict[str, st.SearchStrategy[str]] = {
    "yes_no": st.sampled_from(["yes", "no"]),
    "choice": st.sampled_from(["a", "b", "c"]),
    "whole_number": st.integers(0, 99).map(str),
    "date": st.sampled_from(["1/1/1950", "29/2/2004", "24/11/2026"]),
    "text": st.sampled_from(["x", "Đặng", ""]),
}
CONDITIONS = {
    "yes_no": ("{0}", "not {0}"),
    "choice": ("{0} == 'a'", "{0} in ('b', 'c')"),
    "whole_number": ("{0} > 50", "{0} + 1 <= 20"),
    "date": ("years({0}, began_on) >= 18", "{0} < date('2000-01-01')"),
    "text": ("answered({0})",),
}


@st.composite
def conditions(draw: st.DrawFn, asked: list[tuple[str, str]]) -> str:
    parts = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=3))
    texts = [draw(st.sampled_from(CONDITIONS[kind])).format(name) for name, kind in parts]
    return draw(st.sampled_from([" and ", " or "])).join(texts)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    asked: list[tuple[str, str]] = []
    questions: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 8))):
        name = f"q{number}"
        question = draw(_group(name, asked)) if draw(st.integers(0, 5)) == 0 else draw(_plain(name, asked))
        conditional: bool = draw(st.booleans())
        if asked and conditional:
            question["when"] = draw(conditions(asked))
        questions.append(question)
        if question["type"] != "group":
            asked.append((name, question["type"]))
    rules: dict[str, Any] = {"service": "generated", "questions": questions}
    judged: bool = draw(st.booleans())
    if asked and judged:
        rules["eligibility"] = [{"when": draw(conditions(asked)), "refusal": "no"}]
    return compiled(rules, "generated")


@st.composite
def _plain(draw: st.DrawFn, name: str, asked: list[tuple[str, str]]) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    return {"ask": name, "type": kind, **KINDS[kind], "optional": kind == "text"}


@st.composite
def _group(draw: st.DrawFn, name: str, asked: list[tuple[str, str]]) -> dict[str, Any]:
    inner = [draw(_plain(f"{name}_{number}", asked)) for number in range(draw(st.integers(1, 3)))]
    conditional: bool = draw(st.booleans())
    if asked and conditional:
        inner[-1]["when"] = draw(conditions(asked))
    return {"ask": name, "type": "group", "min": draw(st.integers(0, 1)), "max": 3, "questions": inner}
