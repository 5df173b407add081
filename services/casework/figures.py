"""The figures of each day, rolled up once a day from what happened, and read from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum

from services.casework.models import Case, DailyFigures
from services.people.staffing import Standing
from services.record import clock

BACK = 3  # days rolled up again: a decision may be corrected the day after

ROLL_UP = """
INSERT INTO casework_dailyfigures
    (authority_id, case_type, day, opened, decided, decided_late, closed, days_to_decision)
SELECT authority_id, case_type, %(day)s,
    count(*) FILTER (WHERE opened_at >= %(from)s AND opened_at < %(to)s),
    count(*) FILTER (WHERE decided_at >= %(from)s AND decided_at < %(to)s),
    count(*) FILTER (WHERE decided_at >= %(from)s AND decided_at < %(to)s AND decided_at >= deadline.before),
    count(*) FILTER (WHERE closed_at >= %(from)s AND closed_at < %(to)s),
    coalesce(sum(CASE WHEN decided_at >= %(from)s AND decided_at < %(to)s
        THEN extract(epoch FROM decided_at - opened_at) / 86400 END)::int, 0)
FROM casework_case LEFT JOIN casework_deadline deadline ON deadline.case_id = casework_case.id
WHERE (opened_at >= %(from)s AND opened_at < %(to)s)
    OR (decided_at >= %(from)s AND decided_at < %(to)s)
    OR (closed_at >= %(from)s AND closed_at < %(to)s)
GROUP BY authority_id, case_type
ON CONFLICT (authority_id, case_type, day) DO UPDATE SET
    opened = excluded.opened, decided = excluded.decided, decided_late = excluded.decided_late,
    closed = excluded.closed, days_to_decision = excluded.days_to_decision
"""


@dataclass(frozen=True)
class Day:
    """One day of an organisation: how many came, were decided (of them late) and closed."""

    day: date
    opened: int
    decided: int
    late: int
    closed: int
    days: int


@dataclass(frozen=True)
class Figures:
    """`open_now`, `due_soon` and `overdue` are counted up to `bound`, the days come from the roll-up."""

    days: tuple[Day, ...]
    open_now: int
    due_soon: int
    overdue: int
    bound: int

    @property
    def days_to_decision(self) -> float | None:
        """Calendar days from opening to decision on average; None where nothing was decided."""
        decided = sum(day.decided for day in self.days)
        return sum(day.days for day in self.days) / decided if decided else None


def roll_up() -> int:
    """Yesterday and the days before it that may still have moved; safe to repeat. Returns how many days."""
    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    for back in range(1, BACK + 1):
        roll_up_day(today - timedelta(back))
    return BACK


@transaction.atomic
def roll_up_day(day: date) -> None:
    zone = ZoneInfo(settings.AUTHORITY_TIME_ZONE)
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(1), time(), zone)
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, {"day": day, "from": begin, "to": end})


def of(held: Standing, days: int = 30, case_type: str = "") -> Figures:
    """The last days of the organisations somebody belongs to, and how it stands now."""
    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    rows = DailyFigures.objects.filter(authority__in=held.organisations, day__gte=today - timedelta(days))
    open_now = Case.objects.filter(authority__in=held.organisations, closed_at=None, decided_at=None)
    if case_type:
        rows, open_now = rows.filter(case_type=case_type), open_now.filter(case_type=case_type)
    summed = rows.values("day").order_by("day").annotate(
        opened=Sum("opened"), decided=Sum("decided"), late=Sum("decided_late"), closed=Sum("closed"),
        days=Sum("days_to_decision"),
    )  # fmt: skip
    now = clock.now()
    return Figures(
        days=tuple(Day(**row) for row in summed),
        open_now=open_now[:BOUND].count(),
        due_soon=open_now.filter(Q(due_before__gt=now, due_before__lte=now + timedelta(days=3)))[:BOUND].count(),
        overdue=open_now.filter(due_before__lte=now)[:BOUND].count(),
        bound=BOUND,
    )


BOUND = 10_000
