"""One thing done in many cases: each in a transaction of its own, with the permission looked at in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from kombu.exceptions import OperationalError

from services.casework import access, handling
from services.casework.errors import DoorError, NotAllowed, NotNow
from services.casework.models import Case
from services.office.models import BulkItem, BulkJob
from services.people import staffing
from services.people.models import User
from services.record import clock
from services.record.events import HEARD_WITHIN

log = structlog.get_logger(__name__)

WORK_ON = "services.office.tasks.work_on"  # by name: the tasks stand above what rings for them
MOST = 200  # cases of one job
State = BulkItem.State


def _hand_on(job: BulkJob, case_id: UUID) -> object:
    if job.colleague is None:
        raise NotAllowed
    return handling.hand_on(job.user, case_id, job.colleague)


ACTIONS: Mapping[str, Callable[[BulkJob, UUID], object]] = {
    "take": lambda job, case_id: handling.take(job.user, case_id),
    "hand_on": _hand_on,
    "put_back": lambda job, case_id: handling.put_back(job.user, case_id),
}


@dataclass(frozen=True)
class Progress:
    """How far a job is; `failed` are the cases in which it was not done, each with its reason."""

    total: int
    waiting: int
    failed: tuple[tuple[Case, DoorError], ...]

    @property
    def done(self) -> int:
        return self.total - self.waiting - len(self.failed)


@transaction.atomic
def begin(user: User, action: str, case_ids: Iterable[UUID], colleague: User | None = None) -> BulkJob:
    """Note what is to be done, in those of these cases that this colleague may see, and ring for a worker."""
    visible = access.visible(staffing.standing(user)).filter(pk__in=list(case_ids)[:MOST])
    job = BulkJob.objects.create(user=user, action=action, colleague=colleague, begun_at=clock.now())
    BulkItem.objects.bulk_create(BulkItem(job=job, case=case) for case in visible.only("pk").order_by("pk"))
    transaction.on_commit(lambda: ring(job.pk), robust=True)
    return job


def ring(job_id: UUID) -> None:
    """Tell a worker; with Redis away the sweep finds the job by itself."""
    try:
        current_app.send_task(WORK_ON, (str(job_id),), retry=False, expires=HEARD_WITHIN)
    except OperationalError:
        log.warning("bell_not_heard", job=str(job_id))


def work(job_id: UUID) -> int:
    """Do what is still waiting, case by case, however many workers are at it; returns how many this one did."""
    did = 0
    while _next(job_id):
        did += 1
    return did


def unfinished() -> QuerySet[BulkJob]:
    """The jobs in which something waits: for the sweep."""
    waiting = BulkItem.objects.filter(job=OuterRef("pk"), state=State.WAITING)
    return BulkJob.objects.filter(Exists(waiting))


def progress(job: BulkJob) -> Progress:
    items = list(job.items.select_related("case__version__service").defer("case__version__rules").order_by("pk"))
    failed = tuple((item.case, NotNow(item.code, **item.details)) for item in items if item.state == State.FAILED)
    return Progress(len(items), sum(item.state == State.WAITING for item in items), failed)


@transaction.atomic
def _next(job_id: UUID) -> bool:
    """One case, whose row no other worker gets meanwhile; False once nothing waits."""
    waiting = BulkItem.objects.select_for_update(skip_locked=True, of=("self",)).filter(job=job_id, state=State.WAITING)
    item = waiting.select_related("job__user", "job__colleague").order_by("pk").first()
    if item is None:
        return False
    try:
        with transaction.atomic():
            ACTIONS[item.job.action](item.job, item.case_id)
        item.state = State.DONE
    except DoorError as refused:
        item.state, item.code, item.details = State.FAILED, refused.code, refused.details
    item.save(update_fields=["state", "code", "details"])
    return True
