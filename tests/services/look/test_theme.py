"""A theme is data, and must be readable."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.look import assets, theme

OURS = Path(assets.HERE) / "themes" / "evenhand"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_ours_is_readable_in_every_pair() -> None:
    assert theme.read(OURS).name("vi") == "Evenhand"
    assert theme.read(OURS).open("en")


def test_a_pair_too_hard_to_read_is_refused(tmp_path: Path) -> None:
    text = (OURS / "theme.toml").read_text("utf-8").replace('link = "#0b5d7a"', 'link = "#c0c0c0"')
    (tmp_path / "theme.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match="link on body-background"):
        theme.read(tmp_path)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways(ink: str, paper: str) -> None:
    assert 1 <= theme.contrast(ink, paper) <= 21
    assert theme.contrast(ink, paper) == theme.contrast(paper, ink)


def test_the_style_keeps_colours_for_browsers_without_custom_properties() -> None:
    style = next(assets.STATIC.glob("page.*.css")).read_text()
    assert "color:#1b2629;color:var(--govuk-text-colour" in style.replace(", ", ",")
    assert "crest" not in style
    assert "GDS Transport" not in style
