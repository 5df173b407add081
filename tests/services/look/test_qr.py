"""Codes are drawn as they were computed."""

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from services.look import qr


def modules(code: qr.Code) -> set[tuple[int, int]]:
    """The dark modules, read back from the path."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
    assert len(runs) == code.path.count("M")
    return {(int(x) + i - qr.QUIET, int(y) - qr.QUIET) for x, y, length in runs for i in range(int(length))}


@given(st.text(min_size=1, max_size=200))
def test_every_module_is_where_it_belongs(text: str) -> None:
    matrix = segno.make(text, error="m", micro=False).matrix
    code = qr.drawn(text)
    assert code.side == len(matrix) + 8
    assert modules(code) == {(x, y) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark}


def test_the_picture_holds_the_path_and_no_style() -> None:
    picture = qr.svg("https://evenhand.example/verify/1")
    assert qr.drawn("https://evenhand.example/verify/1").path in picture
    assert "style" not in picture and "<script" not in picture
