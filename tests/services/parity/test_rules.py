"""Every rule has a page, and the failing example on it fails by that very rule; what is right passes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from services.catalogue import samples
from services.parity import checking, rules
from tests.services.parity.examples import example, written

ON_ANOTHER_CHANNEL = {"P109": "Mute", "P201": "Deaf", "P202": "Linking", "P204": "Deaf", "P302": "Unringing"}
CODES = pytest.mark.parametrize("code", rules.codes())


def found(folder: Path, settings: Settings, code: str = "") -> list[str]:
    if code in ON_ANOTHER_CHANNEL:
        door = ON_ANOTHER_CHANNEL[code]
        settings.CHANNELS = {door.lower(): f"tests.services.parity.doors.{door}"}
    return [each.rule for each in checking.of_folder(folder).found]


@CODES
def test_the_failing_example_fails_by_this_rule_and_no_other(code: str, tmp_path: Path, settings: Settings) -> None:
    assert set(found(example(code, tmp_path), settings, code)) == {code}


@CODES
def test_a_page_says_what_why_and_how_to_mend_it(code: str) -> None:
    page = rules.page(code)
    assert page.startswith(f"# {code}: ")
    assert all(part in page for part in ("**Why.**", "**A failing example.**", "**How to mend it.**"))


def test_there_is_no_page_for_what_is_no_rule() -> None:
    with pytest.raises(KeyError):
        rules.page("P999")


@pytest.mark.parametrize("slug", samples.slugs())
def test_every_sample_passes(slug: str) -> None:
    report = checking.of_folder(samples.FOLDER / slug)
    assert [str(each) for each in report.errors] == []
    assert not [each for each in report.found if each.rule == "P809"], "something is not proved"


SOUND = [
    "questions:\n  - {ask: age, type: whole_number, min: 0, max: 120}\n  - {ask: pass, type: text, when: age >= 18}",
    "questions:\n  - {ask: born, type: date}\n  - {ask: x, type: text, when: 'years(born, began_on) >= 90'}",
    "questions:\n  - {ask: a, type: money, currency: EUR}\n  - {ask: b, type: money, currency: EUR, when: a > 5}\n"
    "eligibility:\n  - {when: a > 5 and b > 2 * a, refusal: much}",
    "questions:\n  - ask: kids\n    type: group\n    questions:\n      - {ask: kid_born, type: date}\n"
    "eligibility:\n  - {unless: 'any(years(k.kid_born, began_on) < 18 for k in kids)', refusal: grown}",
    "questions:\n  - {ask: home, type: location, level: town, country: GB}\n"
    "fees:\n  - {name: f, amount: 1 GBP, when: \"within(home, 'GB-ENG')\"}\n"
    "deadline:\n  - {from: filed, hours: 1, when: \"within(home, 'GB-SCT')\"}\n  - {from: filed, hours: 2}",
    "questions:\n  - {ask: likes, type: choices, options: [tea, milk, ale]}\n"
    "  - {ask: why, type: text, when: \"'tea' in likes and 'ale' not in likes\"}",
]


@pytest.mark.parametrize("sound", SOUND)
def test_what_is_sound_is_left_alone(sound: str, tmp_path: Path, settings: Settings) -> None:
    assert found(written(sound, "", tmp_path), settings) == []


UNSOUND = [
    ("a: date", "years(a, began_on) > 40 and days(a, began_on) < 9"),
    ("a: location, level: town", "within(a, 'GB-ENG') and within(a, 'GB-SCT')"),
    ("a: money, currency: EUR, max: 10", "a > 3 and a * 2 > 20"),
    ("a: text", "a == 'x' and a == 'y'"),
    ("a: 'choices', options: [tea, ale], most: 1", "'tea' in a and 'ale' in a"),
    ("a: date, latest: 2000-01-01", "a > date('1999-12-31') and a < date('1999-12-31')"),
    ("a: whole_number, min: 0", "next_month(began_on) <= began_on and a > 3"),
]


@pytest.mark.parametrize(("first", "when"), UNSOUND)
def test_what_is_not_is_found(first: str, when: str, tmp_path: Path, settings: Settings) -> None:
    name, _, kind = first.partition(": ")
    rules = f'questions:\n  - {{ask: {name}, type: {kind}}}\n  - {{ask: b, type: text, when: "{when}"}}\n'
    assert "P801" in found(written(rules, "", tmp_path), settings)


def test_a_question_behind_one_that_is_not_asked_is_dead(tmp_path: Path, settings: Settings) -> None:
    rules = "questions:\n  - {ask: a, type: yes_no}\n  - {ask: b, type: yes_no, when: a}\n"
    rules += "  - {ask: c, type: text, when: not a and b}\n"
    assert "P801" in found(written(rules, "", tmp_path), settings)
