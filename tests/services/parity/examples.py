"""The failing example of a rule's page, made into a whole service with words for everything it does not say itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from services.journeys import strings
from services.parity.rules import page

BLOCK = re.compile(r"```yaml\n# (service|words\.en)\.yaml\n(.*?)```", re.DOTALL)
HEAD = "service: example\nlanguages: [en]\nauthority: {organisation: council}\nin_force: {from: 2026-01-01}\n"
SAID = ("title", "summary", "who", "cost", "how_long", "outcome", "declaration")
NAMED = {
    "fees": ("fees", "name"),
    "outputs": ("outputs", "document"),
    "parties": ("parties", "role"),
    "differences": ("statutory_difference", "what"),
    "presence": ("presence_required", "what"),
}


def example(code: str, folder: Path) -> Path:
    """The example of this rule, written to a folder."""
    blocks = dict(BLOCK.findall(page(code)))
    return written(blocks["service"], blocks.get("words.en", ""), folder)


def written(rules: str, words: str, folder: Path) -> Path:
    """A service with these rules, and these words beside those that every service needs."""
    (folder / "service.yaml").write_text(HEAD + rules, encoding="utf-8")
    said = made_up(strings.read(HEAD + rules)) | (strings.read(words) if words else {})
    (folder / "words.en.yaml").write_text(yaml.safe_dump(said, allow_unicode=True, width=10_000), encoding="utf-8")
    return folder


def made_up(rules: dict[str, Any]) -> dict[str, Any]:
    """Some words for everything."""
    said: dict[str, Any] = dict.fromkeys(SAID, "Some words.")
    for question in every(rules["questions"]):
        options = {option: f"The {option}" for option in question.get("options", ())}
        said[question["ask"]] = {"text": f"What about {question['ask']}?", "options": options, "statement": "So it is."}
        problems = {rule["problem"]: "Not so." for rule in question.get("must", ())}
        said["problems"] = said.get("problems", {}) | problems
    for section, (key, name) in NAMED.items():
        said[section] = {each[name]: "A part." for each in rules.get(key, ())}
    for fee in rules.get("fees", ()):
        said["fees"][fee["name"]] = {"text": "A fee.", "when": "Sometimes."}
    said["refusals"] = {rule["refusal"]: {"reason": "No.", "remedy": "Ask."} for rule in rules.get("eligibility", ())}
    return said


def every(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for question in questions for each in (question, *question.get("questions", ()))]
