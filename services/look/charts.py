"""Charts as plain data: look/charts.html draws each one with the table of its numbers beside it.

Text is the page's own, so that it wraps and grows; SVG holds the shapes only, in a box of 100 by 100 units that is
stretched. Values are not negative. A number with a unit or a currency comes with its words in `shown`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`id` is unique on the page, `says` one sentence on what there is to see, `columns` the heads of the table."""

    id: str
    title: str
    says: str
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Number
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Chart):
    """A bar for each category, in the order given."""

    kind: ClassVar = "bars"
    bars: Sequence[Bar]

    @property
    def widths(self) -> list[str]:
        most = max((bar.value for bar in self.bars), default=0)
        return [_share(bar.value, most) for bar in self.bars]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    value: Number
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days(Chart):
    """A line over days, which come in their order; days may be missing."""

    kind: ClassVar = "days"
    days: Sequence[Day]

    @property
    def top(self) -> Number:
        """The round number at the upper edge."""
        return ceiling(max((each.value for each in self.days), default=0))

    @property
    def points(self) -> list[tuple[str, str]]:
        """Where each day lies, from the left and from above; a single one lies in the middle."""
        first = self.days[0].day
        length = (self.days[-1].day - first).days
        return [(_share((each.day - first).days, length, alone="50"), self._height(each.value)) for each in self.days]

    def _height(self, value: Number) -> str:
        return _share(self.top - value, self.top)


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar of several parts, in the order of the chart's `series`."""

    label: str
    parts: Sequence[Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks(Chart):
    """Bars of up to six parts; with `shares` each one is as long as the others, and shows how it divides."""

    kind: ClassVar = "stacks"
    series: Sequence[str]
    stacks: Sequence[Stack]
    shares: bool = False

    @property
    def segments(self) -> list[list[tuple[str, str]]]:
        """Where each part of each bar begins, and how wide it is."""
        most = max((sum(stack.parts) for stack in self.stacks), default=0)
        return [_laid(stack.parts, sum(stack.parts) if self.shares else most) for stack in self.stacks]


def ceiling(value: Number) -> Number:
    """The least of 1, 2, 5, 10, 20, 50 … that is not below it."""
    power = Decimal(1).scaleb(max(Decimal(value).adjusted(), 0)) if value else Decimal(1)
    return next(int(power * step) for step in (1, 2, 5, 10) if power * step >= value)


def _laid(parts: Sequence[Number], whole: Number) -> list[tuple[str, str]]:
    starts = (sum(parts[:place]) for place in range(len(parts)))
    return [(_share(start, whole), _share(part, whole)) for start, part in zip(starts, parts, strict=True)]


def _share(part: Number, whole: Number, alone: str = "0") -> str:
    """In hundredths, with two decimal places at most."""
    return f"{round(Decimal(100) * part / whole, 2).normalize():f}" if whole else alone
