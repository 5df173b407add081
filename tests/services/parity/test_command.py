"""`manage.py parity`: what it prints, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from services.catalogue import samples
from tests.services.parity.examples import written

RULES = """
questions:
  - {ask: age, type: whole_number, min: 0, max: 17}
  - {ask: licence, type: text, when: age >= 18}
  - {ask: home, type: choice, options: [flat, house]}
  - {ask: floor, type: whole_number, min: 0, max: 50, when: home == 'flat'}
eligibility:
  - {when: "home == 'house' or floor > 60", refusal: no_lift}
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A missing translation, a dead question and a branch that is never true."""
    folder = written(RULES, "", tmp_path)
    rules = (folder / "service.yaml").read_text().replace("languages: [en]", "languages: [en, pt]")
    (folder / "service.yaml").write_text(rules)
    words = (folder / "words.en.yaml").read_text()
    (folder / "words.pt.yaml").write_text(words.replace("house: The house", "flat_: x", 1))
    return folder


def test_the_samples_pass(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parity", "check", *(str(samples.FOLDER / slug) for slug in samples.slugs()))
    out = capsys.readouterr().out
    assert "11 checked: 0 errors" in out
    assert "P203 law: A law opens one door only, web" in out


def test_each_fault_is_named_with_its_file_line_and_rule(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("parity", "check", str(faulty))
    assert ended.value.code == 1
    told = [line.removeprefix(f"{faulty}/") for line in capsys.readouterr().out.splitlines()]
    dead, branch = (line_of(faulty, name) for name in ("licence", "no_lift"))
    assert has(told, f"service.yaml:{dead}: P801 error: No answers lead to licence: its condition is never true.")
    assert has(told, f"service.yaml:{branch}: P803 error: “floor > 60” is never true")
    assert has(told, "words.pt.yaml:", "P101 error: The option house of home has no words.")


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "service.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def has(told: list[str], start: str, rest: str = "") -> bool:
    return any(line.startswith(start) and rest in line for line in told)


def test_as_json(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("parity", "check", str(faulty), "--format", "json")
    (report,) = json.loads(capsys.readouterr().out)
    assert {found["rule"] for found in report["found"]} >= {"P101", "P801", "P803"}
    assert all(found["line"] >= 1 and found["sentence"] for found in report["found"])


@pytest.mark.parametrize("how", [("--explain", "P801"), ("explain", "p801")])
def test_a_rule_explains_itself(how: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parity", *how)
    assert "# P801: a dead question" in capsys.readouterr().out


@pytest.mark.parametrize("how", [("--explain", "P999"), ()])
def test_what_it_does_not_know_it_says(how: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("parity", *how)


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("parity", "check", str(tmp_path / "nothing"))
    assert "service.yaml:1: D100 error: There is no service.yaml that can be read." in capsys.readouterr().out


ASKED = ("except", "example", "P801", "--days", "30", "--law", "A law", "--reason", "en=For now.", "--by", "ann")


@pytest.mark.django_db
def test_an_exception_is_asked_for_by_one_and_approved_by_another(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("parity", *ASKED)
    number = capsys.readouterr().out.split()[1]
    with pytest.raises(CommandError, match="somebody other than its author"):
        call_command("parity", "approve", number, "--by", "ann")
    call_command("parity", "approve", number, "--by", "ben")
    assert "in force" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("approve", "99", "--by", "ann"), (*ASKED[:4], "9999", *ASKED[5:])])
def test_an_exception_that_cannot_be(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("parity", *words)
