"""Segments are counted as the networks do, and nothing a text says is lost to save one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels_phone.sms.segments import SIZES, count, plain

GOLDEN = Path(os.environ.get("CONFORMANCE_DATA", "../shared/data")) / "twilio" / "sms_segments_golden.json"


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 6, "GSM-7", 1),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("ă" * 70, "UCS-2", 1),
        ("ă" * 71, "UCS-2", 2),
        ("👍" * 35, "UCS-2", 1),
        ("👍" * 67, "UCS-2", 3),
        ("Có", "UCS-2", 1),
    ],
    ids=["nothing", "one", "two", "euro", "euro at the edge", "vi one", "vi two", "pairs", "pairs whole", "one accent"],
)
def test_as_the_networks_count(text: str, encoding: str, segments: int) -> None:
    found = count(text)
    assert (found.encoding, found.segments) == (encoding, segments)


@pytest.mark.skipif(not GOLDEN.exists(), reason="The conformance data is not here: set CONFORMANCE_DATA.")
def test_as_the_golden_texts_are_counted() -> None:
    for each in json.loads(GOLDEN.read_text())["vectors"]:
        found, simple = count(each["text"]), count(plain(each["text"]))
        assert (found.encoding, found.segments) == (each["encoding"], each["segments"]), each["id"]
        assert (simple.encoding, simple.segments) == (each["smart_encoding"], each["smart_segments"]), each["id"]


@given(st.text(max_size=400))
def test_segments_hold_the_whole_text(text: str) -> None:
    found = count(text)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert found.segments * SIZES[found.encoding][found.segments > 1] >= units


@pytest.mark.parametrize("text", ["Ngày sinh – “Ẩn”", "Có", "Não, obrigado…"])
def test_letters_keep_their_accents(text: str) -> None:
    assert plain(text) == text


def test_marks_are_made_simple_where_that_saves_segments() -> None:
    assert plain("“Yes” – it’s\u00a0fine…") == '"Yes" - it\'s fine...'
