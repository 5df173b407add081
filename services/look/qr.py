"""Square codes that a phone reads: for pages as data of one path, for papers as an SVG."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white around it, as ISO/IEC 18004 wants


@dataclass(frozen=True, slots=True)
class Code:
    """A drawn code: `side` is the width and height of its view box, `path` the dark modules."""

    side: int
    path: str


def drawn(text: str) -> Code:
    """The code of an address or a text; look/qr.html draws it without any style."""
    matrix = segno.make(text, error="m", micro=False).matrix
    runs = (_run(x, y, length) for y, line in enumerate(matrix) for x, length in _dark(line))
    return Code(len(matrix) + 2 * QUIET, "".join(runs))


def svg(text: str) -> str:
    """The same as a picture of its own, for the data of a paper."""
    code = drawn(text)
    box = f"0 0 {code.side} {code.side}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{code.path}"/></svg>'


def _dark(line: bytearray) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many follow one another."""
    found = []
    x = 0
    for dark, run in groupby(line):
        length = len(list(run))
        if dark:
            found.append((x, length))
        x += length
    return found


def _run(x: int, y: int, length: int) -> str:
    return f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
