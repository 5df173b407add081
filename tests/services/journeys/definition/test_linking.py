"""What names a question, a group, a fee or a case must name one that is there and fit for it."""

from pathlib import Path

import pytest

from services.journeys.definition import load
from services.journeys.definition.changes import read_change
from services.journeys.problems import Mistakes
from tests.services.journeys.definition.small import RULES, folder, mistakes

DIFFERENCE = "statutory_difference: [{channel: w, what: a, ...legal_basis: {title: L}, review: 2030-01-01}]"
ADDED = [
    ("applies_by: event", "applies_by: event and event"),
    ("applies_by: event\nevent: bins", "bins must be a question of type date; it is choice."),
    ("applies_by: event\nevent: nothing", "nothing is not a question of this service."),
    ("hold: {needs: [why], calendar_days: 3, legal_basis: {title: L}}", "why must be answered by everybody"),
    ("hold: {needs: [name], legal_basis: {title: L}}", "Say within how long: one of hours"),
    ("hold: {needs: [name], calendar_days: 3, months: 1, legal_basis: {title: L}}", "A time has one length"),
    ("parties: [{role: dad, each: bins}]", "bins is not a group of this service."),
    ("parties: [{role: dad, name: person}]", "person is not a question of this service."),
    ("parties: [{role: dad, must: []}]", "must needs at least 1."),
    ("fees: [{name: f, amount: fee}]", "fee is not a parameter of type money."),
    ("parameters: {fee: {type: money}}\nfees: [{name: f, amount: fee}]", "fee needs a default"),
    ("fees: [{name: f, amount: 1 EUR, exempt: [bins]}]", "A condition must be yes or no; this one is a text."),
    ("fees: [{name: f, amount: 1 EUR, each: name}]", "This must be a number."),
    ("outputs: [{document: d, case: other}]", "other is not a case type: waste."),
    ("outputs: [{document: d, ways: [pigeon]}]", "pigeon is not known here"),
    ("cases: [{type: c, tasks: [{task: t, role: cook}]}]", "cook is not a role of this case."),
    ("triggers: [{service: s, when: bins}]", "A condition must be yes or no"),
    ("calendar: vn", "calendar is not written as it must be: vn."),
    ("proposal: {calendar_days: 3}", "proposal goes with begins: proposal."),
    (DIFFERENCE.replace("...", "fee: f, amount: 1 EUR, "), "f is not a fee of this service."),
    (DIFFERENCE.replace("...", ""), "Say what the law makes different"),
    (DIFFERENCE.replace("...", "fee: f, only: true, "), "fee and amount go together."),
]


@pytest.mark.parametrize(("line", "said"), ADDED)
def test_beside_the_questions(tmp_path: Path, line: str, said: str) -> None:
    found = mistakes(folder(tmp_path, RULES.replace("questions:", f"{line}\nquestions:", 1)))
    assert any(said in mistake for mistake in found), found


ASKED = [
    ("{ask: l, type: letter_code, sent_to: name}", "name is not a question of type address asked before this one."),
    ("{ask: l, type: letter_code}", "sent_to is missing."),
    ("{ask: l, type: location}", "level is missing."),
    ("{ask: l, type: text, concept: colour}", "colour is not a concept"),
    ("{ask: l, type: text, concept: birth-date}", "birth-date is asked as date, not as text."),
    ("{ask: l, type: location, level: town, when: \"within(name, 'GB')\"}", "name is not a place."),
]


@pytest.mark.parametrize(("question", "said"), ASKED)
def test_among_the_questions(tmp_path: Path, question: str, said: str) -> None:
    found = mistakes(folder(tmp_path, RULES.replace("  - {ask: bins", f"  - {question}\n  - {{ask: bins", 1)))
    assert any(said in mistake for mistake in found), found


def test_an_exemption_may_be_a_question_alone_or_have_a_name(tmp_path: Path) -> None:
    fees = 'fees:\n  - {name: f, amount: 1 EUR, exempt: [{name: grown, when: "years(born, began_on) > 17"}]}\n'
    words = "fees: {f: {text: A fee, exempt: {grown: Grown people.}}}\n"
    path = folder(tmp_path, RULES.replace("questions:", f"{fees}questions:", 1))
    (path / "words.en.yaml").write_text((path / "words.en.yaml").read_text() + words)
    assert load(path).rules["fees"][0]["exempt"][0]["name"] == "grown"


CHANGES = [
    ("begun: keep", "reason is missing."),
    ("begun: forget\nreason: {en: R}", "forget is not known here"),
    ("begun: keep\nask: [name]\nreason: {en: R}", "ask goes with begun: ask_again."),
    ("begun: keep\nkind: required\nreason: {en: R}", "Name the law that requires it: legal_basis."),
    ("begun: ask_again\nask: [colour]\nreason: {en: R}", "colour is not a question of this service."),
    ("begun: keep\nreason: {pt: R}", "reason has no words in en."),
    ("[", "This is not YAML"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_what_becomes_of_applications_begun_before(tmp_path: Path, change: str, said: str) -> None:
    (tmp_path / "change.yaml").write_text(change)
    found = mistakes(folder(tmp_path))
    assert any(mistake.startswith("change.yaml:") and said in mistake for mistake in found), found


def test_a_change_is_no_part_of_the_rules(tmp_path: Path) -> None:
    before = load(folder(tmp_path))
    (tmp_path / "change.yaml").write_text("begun: ask_again\nask: [name]\nreason: {en: R}")
    after = load(tmp_path)
    assert after.rules_hash == before.rules_hash
    assert after.change is not None
    assert after.change.ask == ("name",)


@pytest.mark.parametrize("content", [b"begun: keep", b"\xff", b"["])
def test_a_change_that_comes_alone_is_checked_too(content: bytes) -> None:
    with pytest.raises(Mistakes):
        read_change("change.yaml", content)
