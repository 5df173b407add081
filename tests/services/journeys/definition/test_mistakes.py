"""Every mistake in a definition: its file, its line, one plain sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journeys.definition import load, shown
from services.journeys.definition.checking import REQUIRED
from services.journeys.problems import Mistakes
from services.journeys.words import Words
from tests.services.journeys.definition.small import RULES, WORDS, folder, mistakes


def test_without_a_mistake_it_loads(tmp_path: Path) -> None:
    definition = load(folder(tmp_path))
    assert definition.service == "waste"
    assert "1. What is your name?" in shown(definition, "en")


IN_RULES = [
    ("service: waste", "service: Waste!", "service.yaml:1: service is not written as it must be: Waste!."),
    ("service: waste\n", "", "service.yaml:1: service is missing."),
    ("languages: [en]", "languages: []", "service.yaml:2: languages needs at least 1."),
    ("languages: [en]", "languages: [xx]", "service.yaml:2: The platform does not speak xx: vi, pt, en."),
    ("in_force: {from: 2026-01-01}", "in_force: {from: soon}", "service.yaml:4: from must be a date such as"),
    ("type: person_name}\n  - {ask: born", "type: name}\n  - {ask: born", "service.yaml:6: name is not known here"),
    ("ask: bins, type", "ask: name, type", "service.yaml:8: name is asked twice: give one of them another id."),
    ("ask: bins, type", "ask: title, type", "service.yaml:8: title means something else already"),
    ("options: [one, two]", "options: [one]", "service.yaml:8: options needs at least 2."),
    ("options: [one, two]", "options: [one, two], colour: red", "service.yaml:8: colour is not known here."),
    ("bins == 'two'", "bin == 'two'", "service.yaml:9: bin is not a question of this service. Did you mean bins?"),
    ("bins == 'two'", "bins == 'six'", "service.yaml:9: 'six' is not one of the options: one, two."),
    ("bins == 'two'", "bins ==", "service.yaml:9: The condition cannot be read: check brackets and quotes."),
    ("when: bins == 'two'", "when: count(people) > 1", "service.yaml:9: why would have to wait for a later question"),
    ("born <= began_on", "born + 1", "service.yaml:7: born is not a number."),
    ("unless: \"years", "when: born, unless: \"years", "service.yaml:14: Give either unless or when."),
    ("    questions:\n      - {ask: person, type: person_name}\n", "", "service.yaml:10: A group needs questions."),
    ("service: waste", "service: waste\nservice: bins", "service.yaml:2: service stands here twice."),
    ("bins == 'two'", '"any(born.person == name for born in people)"', "service.yaml:9: born is a question already"),
    (">= 18\"", ">= 18 and person == name\"", "service.yaml:14: person is asked in each row of people: use any(r."),
    ("problem: too_soon", "problem: missing", "service.yaml:7: missing is a problem the platform has words for"),
    ("ask: person,", "ask: Person,", "service.yaml:13: ask is not written as it must be: Person."),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said"), IN_RULES)
def test_in_the_rules(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in RULES
    found = mistakes(folder(tmp_path, RULES.replace(right, wrong, 1)))
    assert any(mistake.startswith(said) for mistake in found), found


IN_WORDS = [
    ("title: Waste\n", "", "words.en.yaml:1: title is missing."),
    ("why: {text: Why?}\n", "", "words.en.yaml:1: why needs a text."),
    ("why: {text: Why?}", "why: {text: Why?, colour: red}", "words.en.yaml:11: colour is not known here."),
    ("why: {text: Why?}", "why: {text: Why?}\nwho_else: {text: x}", "words.en.yaml:12: who_else is not a question"),
    ("one: One, ", "", "words.en.yaml:10: The option one of bins has no words."),
    ("one: One, ", "one: One, six: Six, ", "words.en.yaml:10: six is not an option of bins."),
    ("born, {name}?", "born, {nobody}?", "words.en.yaml:9: nobody is not a question of this service."),
    ("born, {name}?", "born, {bins}?", "words.en.yaml:9: bins is asked after born: its answer is not known yet."),
    ("born, {name}?", "born, {name?", "words.en.yaml:9: A brace { or } stands alone"),
    ("remedy: Wait.", "remedy: ''", "words.en.yaml:14: remedy is empty."),
    ("young: {reason", "old: {reason", "words.en.yaml:14: refusals has no words for young."),
    ("person: {text: Who?}", "person: {text: 'Why {why}?'}", "words.en.yaml:13: why may have no answer"),
    ("one: One, ", "one: {hint: x}, ", "words.en.yaml:10: text is missing."),
    ("one: One, ", "one: [One], ", "words.en.yaml:10: one must hold keys."),
    ("one: One, ", "'one': '{nobody}', ", "words.en.yaml:10: nobody is not a question of this service."),
    ("cost: Free.", "cost: [Free.]", "words.en.yaml:4: cost must be a text."),
    ("cost: Free.", "cost: Free.\nneed: [{a: b}]", "words.en.yaml:5: need must be a text."),
    ("why: {text: Why?}", "why: {text: 'Why, {why}?'}", "words.en.yaml:11: why may have no answer"),
    (
        "why: {text: Why?}",
        "why: {text: '{bins|thre=x|y}'}",
        "words.en.yaml:11: thre is not an answer to bins: one, two.",
    ),
    ("why: {text: Why?}", "why: {text: Why?, plain: '{bins}'}", "words.en.yaml:11: A plain text holds no answers"),
    ("too_soon: Not yet.", "too_soon: 'Not yet, {person}.'", "words.en.yaml:15: person is asked once a row of people"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), IN_WORDS)
def test_in_the_words(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in WORDS
    found = mistakes(folder(tmp_path, words=WORDS.replace(right, wrong, 1)))
    assert any(mistake.startswith(said) for mistake in found), found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    rules = RULES.replace("bins == 'two'", "nothing").replace("born <= began_on", "nobody")
    assert len(mistakes(folder(tmp_path, rules))) == 2


def test_mistakes_in_the_law_do_not_hide_those_in_the_words(tmp_path: Path) -> None:
    found = mistakes(folder(tmp_path, RULES.replace("bins == 'two'", "nothing"), WORDS.replace("title: Waste\n", "")))
    assert [mistake.partition(":")[0] for mistake in found] == ["service.yaml", "words.en.yaml"]


def test_words_in_a_language_that_the_service_does_not_name(tmp_path: Path) -> None:
    (tmp_path / "words.pt.yaml").write_text(WORDS, encoding="utf-8")
    assert mistakes(folder(tmp_path)) == ["words.pt.yaml:1: service.yaml does not name this language: en."]


def test_a_folder_without_a_service(tmp_path: Path) -> None:
    assert mistakes(tmp_path) == ["service.yaml:1: There is no service.yaml that can be read."]


def test_the_law_and_the_words_have_hashes_of_their_own(tmp_path: Path) -> None:
    first = load(folder(tmp_path))
    mended = load(folder(tmp_path, words=WORDS.replace("Why?", "What for?")))
    assert first.rules_hash == mended.rules_hash
    assert first.words_hashes != mended.words_hashes
    changed = load(folder(tmp_path, RULES.replace(">= 18", ">= 16")))
    assert changed.rules_hash != first.rules_hash


LINES = st.sampled_from(RULES.splitlines() + WORDS.splitlines())
NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(place=st.integers(0, len(RULES)), length=st.integers(0, 40), noise=LINES | NOISE)
def test_whatever_is_written_ends_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: int, length: int, noise: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz")
    rules = RULES[:place] + noise + RULES[place + length :]
    try:
        load(folder(path, rules))
    except Mistakes as found:
        assert all(mistake.line >= 1 and mistake.sentence.strip() for mistake in found.mistakes)


@given(place=st.integers(0, len(WORDS)), length=st.integers(0, 40), noise=LINES | NOISE)
def test_whatever_the_words_are_it_can_be_said(
    tmp_path_factory: pytest.TempPathFactory, place: int, length: int, noise: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz")
    try:
        definition = load(folder(path, words=WORDS[:place] + noise + WORDS[place + length :]))
    except Mistakes as found:
        assert all(mistake.line >= 1 and mistake.sentence.strip() for mistake in found.mistakes)
    else:
        assert shown(definition, "en")
        words = Words.of(definition.words["en"], "en")
        assert all(isinstance(words.service(key), str) for key in (*REQUIRED, "need", "after"))
