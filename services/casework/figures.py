"""The figures of each day, rolled up once a day from what happened, and read from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum

from services.casework.models import Case, DailyFigures
from services.casework.queue import UNDECIDED
from services.people.staffing import Standing
from services.record import clock

BOUND = 1000
SOON = timedelta(days=3)
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

COUNTED = """
UPDATE casework_dailyfigures SET open = 0, due_soon = 0, overdue = 0 WHERE day = %(day)s;
INSERT INTO casework_dailyfigures
    (authority_id, case_type, day, opened, decided, decided_late, closed, days_to_decision, open, due_soon, overdue)
SELECT authority_id, case_type, %(day)s, 0, 0, 0, 0, 0, count(*),
    count(*) FILTER (WHERE due_before > %(now)s AND due_before <= %(soon)s),
    count(*) FILTER (WHERE due_before <= %(now)s)
FROM casework_case WHERE stage IN ('open', 'waiting') AND closed_at IS NULL
GROUP BY authority_id, case_type
ON CONFLICT (authority_id, case_type, day) DO UPDATE SET
    open = excluded.open, due_soon = excluded.due_soon, overdue = excluded.overdue
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
class Stands:
    """How many wait for a decision: just now, or in the night after `counted_on` where there are more than BOUND.

    `more` says that there are more, and no night has counted them yet.
    """

    open: int
    due_soon: int
    overdue: int
    counted_on: date | None = None
    more: bool = False


@dataclass(frozen=True)
class Figures:
    """What happened by day, from the roll-up, and how it stands."""

    days: tuple[Day, ...]
    stands: Stands

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
    count_the_undecided(today - timedelta(1))
    return BACK


@transaction.atomic
def roll_up_day(day: date) -> None:
    zone = ZoneInfo(settings.AUTHORITY_TIME_ZONE)
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(1), time(), zone)
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, {"day": day, "from": begin, "to": end})


@transaction.atomic
def count_the_undecided(day: date) -> None:
    """How it stands in the night after this day."""
    now = clock.now()
    with connection.cursor() as cursor:
        for statement in COUNTED.split(";"):
            cursor.execute(statement, {"day": day, "now": now, "soon": now + SOON})


def of(held: Standing, days: int = 30, case_type: str = "") -> Figures:
    """The last days of the organisations somebody belongs to, and how it stands."""
    ours = Q(authority__in=held.organisations, **({"case_type": case_type} if case_type else {}))
    since = clock.today(settings.AUTHORITY_TIME_ZONE) - timedelta(days)
    summed = DailyFigures.objects.filter(ours, day__gte=since).values("day").order_by("day").annotate(
        opened=Sum("opened"), decided=Sum("decided"), late=Sum("decided_late"), closed=Sum("closed"),
        days=Sum("days_to_decision"),
    )  # fmt: skip
    return Figures(tuple(Day(**row) for row in summed), _how_it_stands(ours))


def _how_it_stands(ours: Q) -> Stands:
    undecided = Case.objects.filter(ours, stage__in=UNDECIDED, closed_at=None, destroyed_at=None)
    due = list(undecided.values_list("due_before", flat=True)[: BOUND + 1])
    if len(due) <= BOUND:
        return _counted(due)
    return _last_night(ours) or replace(_counted(due[:BOUND]), more=True)


def _counted(due: list[datetime]) -> Stands:
    now = clock.now()
    overdue = sum(each <= now for each in due)
    return Stands(len(due), sum(each <= now + SOON for each in due) - overdue, overdue)


def _last_night(ours: Q) -> Stands | None:
    counted = DailyFigures.objects.filter(ours, open__gt=0)
    last = counted.order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return None
    summed = counted.filter(day=last).aggregate(open=Sum("open"), due_soon=Sum("due_soon"), overdue=Sum("overdue"))
    return Stands(**summed, counted_on=last)
