"""Tasks as they come and go: named by the case type, or wanted by the platform when something needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from services.casework.models import Case, Task
from services.casework.trace import trace, type_of
from services.journeys.law import holds
from services.record import clock

State = Task.State


def open_for(case: Case, answers: Mapping[str, Any]) -> None:
    """The tasks its type names for these answers, as the case is opened."""
    wanted = [task for task in type_of(case).tasks if holds(task.when, answers)]
    Task.objects.bulk_create(
        Task(
            case=case, name=task.name, role=task.role, four_eyes=task.four_eyes, team=case.team, opened_at=clock.now()
        )
        for task in wanted
    )  # fmt: skip


def need(case: Case, name: str, *, about: str = "", role: str = "handler") -> Task:
    """Something in this case needs a person, said once for each thing it is `about`; within a write."""
    task, fresh = Task.objects.get_or_create(
        case=case,
        kind=Task.Kind.PLATFORM,
        name=name,
        about=about,
        defaults={"role": role, "team": case.team, "assignee": case.handler, "opened_at": clock.now()},
    )
    if fresh:
        trace(case, "task.opened", {"task": str(task.pk), "name": name}, actor="platform")
    return task


def settle(case: Case, name: str, about: str = "") -> None:
    """What the platform wanted done is done by what just happened."""
    open_ones = Task.objects.filter(case=case, kind=Task.Kind.PLATFORM, name=name, about=about, state=State.OPEN)
    open_ones.update(state=State.DROPPED, done_at=clock.now())


def drop_all(case: Case) -> None:
    """The case ended before they were done."""
    Task.objects.filter(case=case, state=State.OPEN).update(state=State.DROPPED, done_at=clock.now())


def unfinished(case: Case) -> QuerySet[Task]:
    """The tasks of its type that must be done before it can be decided."""
    seconds = Q(four_eyes=True, state=State.DONE)
    return Task.objects.filter(Q(state=State.OPEN) | seconds, case=case, kind=Task.Kind.TYPE)
