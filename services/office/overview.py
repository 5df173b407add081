"""What stands beside the queue: how many there are of each state, and what there is to choose among."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from services.casework import queue
from services.catalogue.models import Version
from services.journeys.language import language as spoken
from services.office.showing.words import CaseWords
from services.people.staffing import Standing
from services.record import clock

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Overview:
    """`counts` by state, each as text ("1000+" where more were not counted); the choices by value, in words."""

    counts: Mapping[str, str]
    types: Mapping[str, str]
    steps: Mapping[str, str]
    languages: Mapping[str, str]


def overview(held: Standing) -> Overview:
    """Of the first cases in the order of the queue, up to MOST_COUNTED: two statements, however many there are."""
    rows = queue.front(
        held, queue.Filter(state="all").stretches, MOST_COUNTED, "case_type", "step", "language", "version", "stage"
    )
    more = "+" if len(rows) == MOST_COUNTED else ""
    versions = Version.objects.defer("rules").in_bulk({row[3] for row in rows})
    words = {pk: CaseWords.of(version) for pk, version in versions.items()}
    stages = Counter(row[4] for row in rows)
    late = sum(row[6] <= clock.now() for row in rows if row[4] in queue.UNDECIDED)
    counted = {"open": stages["open"], "waiting": stages["waiting"], "late": late}
    return Overview(
        counts={state: f"{number}{more}" for state, number in counted.items()},
        types=_sorted({row[0]: words[row[3]].title(row[0]) for row in rows}),
        steps=_sorted({row[1]: words[row[3]].step(row[1]) for row in rows}),
        languages=_sorted({row[2]: spoken(row[2]).name for row in rows}),
    )


def _sorted(named: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda pair: pair[1]))
