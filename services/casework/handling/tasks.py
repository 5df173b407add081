"""Tasks done, and confirmed by another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from services.casework import access
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Task
from services.casework.trace import trace
from services.people.models import User
from services.record import clock

State = Task.State


@transaction.atomic
def finish_task(user: User, task_id: UUID) -> Task:
    """It is done; one of four eyes waits for another colleague. A second time changes nothing. Raises NotAllowed."""
    task = _locked(user, task_id)
    if task.state == State.OPEN:
        _move(task, State.DONE, done_at=clock.now(), done_by=str(user.pk))
        trace(task.case, "task.done", {"task": str(task.pk), "name": task.name}, actor=str(user.pk))
    return task


@transaction.atomic
def confirm_task(user: User, task_id: UUID) -> Task:
    """A second pair of eyes; raises NotNow for one's own work, NotAllowed."""
    task = _locked(user, task_id)
    if task.state != State.DONE or not task.four_eyes:
        return task
    if task.done_by == str(user.pk):
        raise NotNow("own_work")
    _move(task, State.CONFIRMED, confirmed_by=str(user.pk))
    trace(task.case, "task.confirmed", {"task": str(task.pk), "name": task.name}, actor=str(user.pk))
    return task


def _locked(user: User, task_id: UUID) -> Task:
    case_id = Task.objects.filter(pk=task_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotAllowed
    case = access.lock(case_id)
    task = Task.objects.select_for_update(no_key=True).get(pk=task_id)
    access.check(user, case, task.role)
    task.case = case
    return task


def _move(task: Task, state: State, **values: Any) -> None:
    task.state = state
    for name, value in values.items():
        setattr(task, name, value)
    task.save(update_fields=["state", *values])
