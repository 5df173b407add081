"""Drafts that nobody goes on with."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.casework import applications, expiring
from services.casework.applications import Expired
from services.casework.models import Application
from services.record import clock
from services.record.models import Event
from tests.racing import race
from tests.services.casework.conftest import Applicant


def overdue(applicant: Applicant) -> None:
    Application.objects.filter(pk=applicant.id).update(expires_at=clock.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_an_overdue_draft_is_gone_for_good(applicant: Applicant) -> None:
    applicant.answer("full_name", "Nguyễn Thị Ẩn")
    overdue(applicant)
    assert (expiring.expire_due(), expiring.expire_due()) == (1, 0)
    application = Application.objects.select_related("data_key").get()
    assert bytes(application.data_key.wrapped) == bytes(application.values_sealed) == b""
    with pytest.raises(Expired):
        applications.current(applicant.id)


@pytest.mark.django_db
def test_what_was_sent_stays(applicant: Applicant) -> None:
    applicant.answer_all()
    applicant.declare()
    applicant.submit()
    overdue(applicant)
    assert expiring.expire_due() == 0


@pytest.mark.django_db
def test_every_answer_lets_a_draft_live_on(applicant: Applicant) -> None:
    overdue(applicant)
    applicant.answer("full_name", "Nguyễn Thị Ẩn")
    assert expiring.expire_due() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_expire_once(arrive: Callable[[], Applicant]) -> None:
    overdue(arrive())
    race(expiring.expire_due, expiring.expire_due)
    assert Event.objects.filter(kind="application.expired").count() == 1
