"""What the other side says later of a notice, and the order in which news reach somebody."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from services.casework.models import Case, Task
from services.notices import reports, sending, ways, writing
from services.notices.models import Attempt, Notice
from services.record import clock
from services.record.models import Event
from tests.services.notices.conftest import send, state_of
from tests.services.notices.mail_server import FakeMailServer

pytestmark = pytest.mark.django_db
State = Attempt.State


@ways.reporting
def takes(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    """A way whose other side takes everything, and says more later."""


@pytest.fixture
def sent(notice: Notice, settings: Settings) -> Notice:
    settings.NOTICE_WAYS = {"email": f"{__name__}.takes"}
    send(notice)
    return notice


def kept(notice: Notice) -> bool:
    notice.refresh_from_db()
    return bool(notice.message_sealed)


def test_arrived(sent: Notice) -> None:
    assert kept(sent)
    assert [reports.arrived(f"{sent.number}.email"), reports.arrived(f"{sent.number}.email")] == [True, False]
    assert (state_of(sent), kept(sent)) == (State.SENT, False)


def test_what_arrives_after_all_need_not_be_looked_after(sent: Notice) -> None:
    Attempt.objects.update(state=State.UNCERTAIN)
    sending.tell_of(Attempt.objects.select_related("notice__case").get())
    task = Task.objects.get(name="not_reached", about=str(sent.pk))
    reports.taken(f"{sent.number}.email")
    task.refresh_from_db()
    assert task.state == Task.State.OPEN
    reports.arrived(f"{sent.number}.email")
    task.refresh_from_db()
    assert task.state == Task.State.DROPPED


def test_what_was_lost_is_looked_after_whatever_is_said_later(sent: Notice) -> None:
    reports.lost(f"{sent.number}.email", "30003")
    reports.arrived(f"{sent.number}.email")
    assert Task.objects.get(name="not_reached").state == Task.State.OPEN


def test_lost_once(sent: Notice) -> None:
    assert [reports.lost(f"{sent.number}.email", "30003"), reports.lost(f"{sent.number}.email", "30003")] == [
        True,
        False,
    ]
    assert (state_of(sent), Attempt.objects.get().error, kept(sent)) == (State.PERMANENT_FAILURE, "30003", True)
    assert Event.objects.filter(kind="notice.written", data__notice=str(sent.pk)).count() == 2


def test_what_was_lost_does_not_come_back(sent: Notice) -> None:
    reports.lost(f"{sent.number}.email", "30003")
    assert not reports.taken(f"{sent.number}.email")
    assert state_of(sent) == State.PERMANENT_FAILURE


def test_what_was_uncertain_was_taken(sent: Notice) -> None:
    Attempt.objects.update(state=State.UNCERTAIN)
    assert reports.taken(f"{sent.number}.email")
    assert state_of(sent) == State.SENT


@pytest.mark.parametrize("report", [reports.taken, reports.arrived, lambda of: reports.lost(of, "")])
def test_of_no_notice(sent: Notice, report: object) -> None:
    assert callable(report) and not report("conversation 1")
    assert state_of(sent) == State.SENT


def test_later_news_wait_for_earlier(case: Case, notice: Notice, mail_server: FakeMailServer) -> None:
    later = writing.write("late", case)
    mail_server.says = {"RCPT": "451 later"}
    send(notice)
    mail_server.says = {}
    assert send(later) is not None
    assert (Attempt.objects.get(notice=later).error, mail_server.taken) == ("Behind", [])
    send(notice)
    assert Attempt.objects.filter(notice=later, until__lte=clock.of_database()).exists()
    send(later)
    assert [state_of(each) for each in (notice, later)] == [State.SENT, State.SENT]
