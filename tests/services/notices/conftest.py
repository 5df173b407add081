"""Somebody with an e-mail address who is told things, and the mail server that takes them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from services.casework import cases
from services.casework.models import Case
from services.notices import sending, writing
from services.notices.models import Attempt, Notice
from services.notices.ways import email
from services.record import deliveries, events
from services.record.models import Delivery, Event
from tests.services.casework.cast import case_of
from tests.services.casework.conftest import Applicant, applicant, arrive, case_held, private_storage
from tests.services.notices.mail_server import FakeMailServer

__all__ = ["applicant", "arrive", "case_held", "private_storage"]
ADDRESS = "an.nguyen@example.vn"


@pytest.fixture(autouse=True)
def mail_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeMailServer]:
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    monkeypatch.setattr(email._Server, "quiet_until", 0.0)
    monkeypatch.setattr("services.notices.ways.smtp.LAST_ANSWER", 0.3)
    with FakeMailServer().running() as server:
        settings.EMAIL_BACKEND = "services.notices.ways.smtp.Backend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        settings.NOTICE_WAYS = {"email": "services.notices.ways.email.send"}
        yield server


@pytest.fixture
def case(applicant: Applicant) -> Case:
    """Sent; to be told by e-mail from now on, of which nothing has been told yet."""
    chosen(applicant, email=ADDRESS)
    return reread(applicant.id)


@pytest.fixture
def notice(case: Case) -> Notice:
    """Written, and not sent yet."""
    return writing.write("received", case, {"title": "Trợ cấp hưu trí xã hội"})


@pytest.fixture
def told(case: Case) -> Callable[..., list[Notice]]:
    """All that was written for these kinds of events, after every delivery was made twice."""

    def telling(*kinds: str) -> list[Notice]:
        for delivery in Delivery.objects.filter(event__kind__in=kinds).order_by("pk"):
            Delivery.objects.filter(pk=delivery.pk).update(state="waiting")
            deliveries.deliver(delivery.pk)
            Delivery.objects.filter(pk=delivery.pk).update(state="waiting")
            deliveries.deliver(delivery.pk)
            delivery.refresh_from_db()
            assert delivery.state == "done", (delivery, delivery.error)
        return list(Notice.objects.filter(event__kind__in=kinds).order_by("created_at"))

    return telling


def chosen(applicant: Applicant, **addresses: str) -> None:
    cases.choose_contact(
        applicant.id, "vi", list(addresses), addresses, touch=applicant.touch, keyed_by="citizen"
    )  # fmt: skip


def reread(application_id: UUID) -> Case:
    case = case_of(application_id)
    return Case.objects.select_related("application__data_key", "contact__key", "version").get(pk=case.pk)


def event_of(notice: Notice) -> Event:
    return Event.objects.filter(kind="notice.written", data__notice=str(notice.pk)).latest("at")


def send(notice: Notice) -> Any:
    """One run of the subscriber; the error it raised, if any."""
    try:
        sending.send(event_of(notice))
    except deliveries.NotSent as error:
        return error


def state_of(notice: Notice) -> str:
    return Attempt.objects.get(notice=notice).state


def happened(case: Case, kind: str, **data: Any) -> Event:
    return events.write(kind, case.subject, {"application": str(case.application_id), **data})
