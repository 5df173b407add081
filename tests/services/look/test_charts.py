"""Charts: what is drawn is what the table says, whatever the numbers are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from services.look.charts import Bar, Bars, Chart, Day, Days, Stack, Stacks, ceiling

DAY = date(2024, 3, 1)
AMOUNTS = st.integers(0, 10**15) | st.decimals(0, 10**9, places=2)


def page(chart: Chart, language: str = "en") -> str:
    source = '{% from "look/charts.html" import charted %}{{ charted(chart) }}'
    with translation.override(language):
        return str(engines["jinja2"].from_string(source).render({"chart": chart}))


def bars(*each: Bar) -> Bars:
    return Bars(id="a", title="By channel", says="Most rang.", columns=("Channel", "Number"), bars=each)


def days(*each: Day) -> Days:
    return Days(id="b", title="A day", says="It rises.", columns=("Day", "Number"), days=each)


def stacks(*each: Stack, shares: bool = False) -> Stacks:
    columns = ("Channel", "Granted", "Refused")
    return Stacks(id="c", title="C", says="So.", columns=columns, series=columns[1:], stacks=each, shares=shares)


def test_bars_stand_beside_their_table() -> None:
    html = page(bars(Bar("Phone", 20000), Bar("Web", Decimal("5000.5"), "5 000 ₫")), "vi")
    assert 'd="M0 0h100v100H0z"' in html and 'd="M0 0h25v100H0z"' in html
    assert '<th class="govuk-table__header" scope="row">Phone</th>' in html
    assert html.count("20.000") == html.count("5 000 ₫") == 2
    assert 'role="img" aria-labelledby="a-title" aria-describedby="a-says"' in html


@pytest.mark.parametrize("chart", [bars(), days(), stacks()])
def test_nothing_to_show_is_said(chart: Chart) -> None:
    html = page(chart)
    assert "There are no figures yet." in html
    assert "<svg" not in html and "<table" not in html


@pytest.mark.parametrize(
    "chart", [bars(Bar("<b>", 0)), days(Day(DAY, 0)), days(Day(DAY, 10**15)), stacks(Stack("x", (0, 0)))]
)
def test_a_page_stays_within_the_policy(chart: Chart) -> None:
    html = page(chart)
    assert "style=" not in html and "<style" not in html and "<script" not in html and "<b>" not in html
    assert "NaN" not in html and "Infinity" not in html and "E+" not in html


def test_a_long_table_can_be_reached_by_key() -> None:
    assert 'tabindex="0"' in page(days(*(Day(DAY + timedelta(n), n) for n in range(13))))
    assert 'tabindex="0"' not in page(days(*(Day(DAY + timedelta(n), n) for n in range(12))))


def test_days_lie_by_their_distance() -> None:
    chart = days(Day(DAY, 0), Day(DAY + timedelta(1), 5), Day(DAY + timedelta(4), 10))
    assert chart.points == [("0", "100"), ("25", "50"), ("100", "0")]
    assert days(Day(DAY, 1)).points == [("50", "0")]


def test_parts_follow_one_another() -> None:
    each = (Stack("Web", (30, 10)), Stack("Phone", (5, 15)))
    assert stacks(*each).segments == [[("0", "75"), ("75", "25")], [("0", "12.5"), ("12.5", "37.5")]]
    assert stacks(*each, shares=True).segments[1] == [("0", "25"), ("25", "75")]


@given(AMOUNTS)
def test_the_edge_is_round_and_near(value: int | Decimal) -> None:
    top = ceiling(value)
    assert value <= top and str(top).strip("0") in {"1", "2", "5"}
    assert value < 1 or top <= value * Decimal("2.5")


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_the_longest_bar_is_whole_and_none_is_longer(values: list[int | Decimal]) -> None:
    widths = [Decimal(width) for width in bars(*(Bar("x", value) for value in values)).widths]
    assert max(widths) == (100 if max(values) else 0)
    assert min(widths) >= 0
