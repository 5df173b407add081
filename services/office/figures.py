"""The figures of an organisation as charts, with the table of their numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from services.casework.figures import Day, Figures, Stands
from services.look import charts
from services.look.shown import day, number


def drawn(figures: Figures) -> tuple[charts.Chart, ...]:
    """How it stands now, what came and was decided by day, and how long a decision took."""
    return (_stands(figures.stands), _opened(figures), _decided(figures), _took(figures))


def _stands(stands: Stands) -> charts.Chart:
    more = "+" if stands.more else ""
    rows = {
        gettext("Open"): stands.open,
        gettext("Due within three days"): stands.due_soon,
        gettext("Late"): stands.overdue,
    }
    said = {"open": number(stands.open) + more, "late": number(stands.overdue) + more}
    return charts.Bars(
        id="now",
        title=_when(stands.counted_on),
        says=gettext("%(open)s cases are open, %(late)s of them are late.") % said,
        columns=(gettext("Cases"), gettext("Number")),
        bars=[charts.Bar(label, count, number(count) + more) for label, count in rows.items()],
    )


def _when(counted_on: date | None) -> str:
    if counted_on is None:
        return gettext("How it stands now")
    return gettext("How it stood at the end of %(day)s") % {"day": day(counted_on)}


def _opened(figures: Figures) -> charts.Chart:
    says = gettext("%(count)s cases came in these days.") % {"count": number(sum(day.opened for day in figures.days))}
    return _by_day("opened", gettext("Came"), says, figures, lambda each: each.opened)


def _decided(figures: Figures) -> charts.Chart:
    said = {"count": sum(day.decided for day in figures.days), "late": sum(day.late for day in figures.days)}
    says = gettext("%(count)s cases were decided, %(late)s of them late.") % {k: number(v) for k, v in said.items()}
    return _by_day("decided", gettext("Decided"), says, figures, lambda each: each.decided)


def _took(figures: Figures) -> charts.Chart:
    average = figures.days_to_decision
    says = gettext("Nothing was decided in these days.")
    if average is not None:
        says = gettext("A decision took %(days)s days on average.") % {"days": number(_rounded(average))}
    decided = [day for day in figures.days if day.decided]
    return charts.Days(
        id="took",
        title=gettext("Days until the decision"),
        says=says,
        columns=(gettext("Day"), gettext("Days on average")),
        days=[charts.Day(day.day, _rounded(day.days / day.decided)) for day in decided],
    )


def _by_day(id: str, title: str, says: str, figures: Figures, count: Callable[[Day], int]) -> charts.Chart:
    days = [charts.Day(day.day, count(day)) for day in figures.days]
    return charts.Days(id=id, title=title, says=says, columns=(gettext("Day"), gettext("Number")), days=days)


def _rounded(days: float) -> Decimal:
    return Decimal(days).quantize(Decimal("0.1"))
