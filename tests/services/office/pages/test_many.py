"""One thing done in many cases: each for itself, once, and what was not done is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from services.casework import handling
from services.casework.models import Case
from services.office import bulk
from services.office.models import BulkItem, BulkJob
from tests.racing import race
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant
from tests.services.office.desks import Desk

NOBODY = "00000000-0000-4000-8000-000000000000"

Arrive = Callable[[], Applicant]


def test_it_works(ann: Desk, case: Case, cast: Cast, arrive: Arrive) -> None:
    two = sent(arrive())
    page = ann.post("many/", action="take", case=[str(case.pk), str(two.pk)])
    assert page.heading == "Cases you take" and "0 of 2 done" in page.text
    bulk.work(BulkJob.objects.get().pk)
    text = ann.open(page.path).text
    assert "2 of 2 done" in text and "All of it is done." in text
    assert set(Case.objects.values_list("handler", flat=True)) == {cast.ann.pk}


def test_what_is_not_done_is_said_and_the_rest_is(ann: Desk, case: Case, cast: Cast, arrive: Arrive) -> None:
    two = sent(arrive())
    handling.take(cast.ben, case.pk)
    page = ann.post("many/", action="take", case=[str(case.pk), str(two.pk)])
    bulk.work(BulkJob.objects.get().pk)
    text = ann.open(page.path).text
    assert "1 of 2 done" in text and "Ben has this case in hand. Ask them to hand it on." in text


def test_another_bodys_cases_are_not_even_counted(eve: Desk, case: Case) -> None:
    assert "0 of 0 done" in eve.post("many/", action="take", case=[str(case.pk)]).text
    assert not BulkItem.objects.exists()


def test_handed_on_to_a_colleague(ann: Desk, case: Case, cast: Cast) -> None:
    assert ann.post("many/", action="hand_on", case=[str(case.pk)], colleague=str(cast.eve.pk)).status == 422
    ann.post("many/", action="hand_on", case=[str(case.pk)], colleague=str(cast.leo.pk))
    bulk.work(BulkJob.objects.get().pk)
    assert Case.objects.get().handler == cast.leo


@pytest.mark.parametrize("typed", [{}, {"action": "burn", "case": [NOBODY]}, {"action": "take", "case": ["x"]}])
def test_nothing_chosen_is_said(ann: Desk, typed: dict[str, object]) -> None:
    page = ann.post("many/", **typed)
    assert page.status == 422 and "Go back, tick the cases" in page.text


def test_nobody_follows_another_ones_job(ann: Desk, ben: Desk, case: Case) -> None:
    page = ann.post("many/", action="take", case=[str(case.pk)])
    assert ben.open(page.path).status == 404


def test_what_a_dead_worker_left_is_found(ann: Desk, case: Case) -> None:
    ann.post("many/", action="take", case=[str(case.pk)])
    assert [job.pk for job in bulk.unfinished()] == [BulkJob.objects.get().pk]
    bulk.work(BulkJob.objects.get().pk)
    assert not bulk.unfinished().exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_each_case_once(arrive: Arrive) -> None:
    several = [sent(arrive()) for _ in range(4)]
    assert several[0].authority is not None
    cast = gather(several[0].authority)
    with transaction.atomic():
        job = bulk.begin(cast.ann, "take", [case.pk for case in several])
    did = race(lambda: bulk.work(job.pk), lambda: bulk.work(job.pk))
    assert sum(did) == 4
    assert BulkItem.objects.filter(state=BulkItem.State.DONE).count() == 4
