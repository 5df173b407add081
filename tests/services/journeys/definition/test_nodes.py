"""YAML as we read it: strings only, nothing hidden, everything with its line."""

import pytest

from services.journeys.definition import nodes


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "f:1: The file is empty."),
        (b"# nothing\n", "f:1: The file is empty."),
        (b"a: b\nc: \xff", "f:2: This is not UTF-8."),
        (b"a: b\n\nc: \0", "f:3: This holds a character that no file may hold."),
        (b"a: &x b", "f:1: Anchors (&, *) are not used here: write it out."),
        (b"a: b\nc: *a", "f:2: Anchors (&, *) are not used here: write it out."),
        (b"a: b\nc: !!str d", "f:2: Tags (!) are not used here."),
        (b"a: b\nc: ! d", "f:2: Tags (!) are not used here."),
        (b"? [a]\n: b", "f:1: A key must be a word."),
        (b"a: b\n<<: {c: d}", "f:2: A key must be a word."),
        (b"a: b\nc: d\na: e", "f:3: a stands here twice."),
        (b"a: b\n---\nc: d", "f:2: A file holds one document only."),
        (b"a: [b\n", "f:2: This is not YAML: did not find expected ',' or ']'."),
        (b"a" * (nodes.LARGEST + 1), "f:1: The file is larger than 1,000,000 bytes."),
    ],
)
def test_refused(content: bytes, said: str) -> None:
    with pytest.raises(nodes.Unreadable) as wrong:
        nodes.read("f", content)
    assert str(wrong.value.mistake) == said


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? "])
def test_a_file_nested_without_end_is_refused_and_the_process_lives(opening: bytes) -> None:
    with pytest.raises(nodes.Unreadable) as wrong:
        nodes.read("f", opening * (nodes.LARGEST // len(opening)))
    assert wrong.value.mistake.sentence in ("This is nested too deeply.", "A key must be a word.")


def test_every_scalar_is_a_string() -> None:
    assert nodes.read("f", b"[no, 10:30, 0012, 1e3, ~, 2026-01-31, '']").data == [
        "no", "10:30", "0012", "1e3", "~", "2026-01-31", "",
    ]  # fmt: skip


def test_places_are_where_the_text_begins() -> None:
    places = nodes.read("f", b'a: b\nc: "d"\ne: |\n  f\ng:\n  - h\n').places
    assert places == {
        (): (1, 1), ("a",): (1, 4), ("c",): (2, 5), ("e",): (4, 1), ("g",): (5, 1), ("g", 0): (6, 5),
    }  # fmt: skip


def test_a_mistake_passes_over_what_the_file_does_not_have() -> None:
    document = nodes.read("f", b"a:\n  - b: c\n")
    assert str(document.mistake(("a", "tag", 0, "missing"), "No.")) == "f:2: No."
