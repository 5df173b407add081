"""A notice goes out once or not at all, and nobody pretends to know what they do not know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from services.casework.models import Case, Task
from services.notices import sending, tasks, writing
from services.notices.attempts import PATIENCE
from services.notices.models import Attempt, Notice
from services.people import contact_plans
from services.record import clock, deliveries, envelope, ledger
from services.record.models import Delivery, Entry, Event
from tests.racing import race
from tests.services.notices.conftest import ADDRESS, event_of, reread, send, state_of
from tests.services.notices.mail_server import FakeMailServer

pytestmark = pytest.mark.django_db
State = Attempt.State


def unreached() -> list[str]:
    return list(Task.objects.filter(name="not_reached").values_list("about", flat=True))


def test_it_works(notice: Notice, mail_server: FakeMailServer) -> None:
    assert send(notice) is None
    (mail,) = mail_server.taken
    assert (state_of(notice), mail["To"], unreached()) == (State.SENT, ADDRESS, [])
    assert mail["Message-ID"].startswith(f"<{notice.number}.email@")
    assert mail["Content-Language"] == "vi"
    assert "Chúng tôi đã nhận hồ sơ của quý vị" in mail.get_content()


def test_its_delivery_waits_with_it(notice: Notice, mail_server: FakeMailServer) -> None:
    delivery = event_of(notice).deliveries.get()
    for says, state in (({"RCPT": "451 later"}, "waiting"), ({}, "done")):
        mail_server.says = says
        Delivery.objects.filter(pk=delivery.pk).update(due_at=clock.of_database())
        deliveries.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert delivery.state == state
    assert len(mail_server.taken) == 1


def test_a_second_delivery_sends_nothing(notice: Notice, mail_server: FakeMailServer) -> None:
    send(notice)
    send(notice)
    assert len(mail_server.taken) == 1
    assert Attempt.objects.get().tries == 1


def test_once_sent_its_message_is_kept_no_longer(notice: Notice) -> None:
    send(notice)
    notice.refresh_from_db()
    assert not notice.message_sealed and notice.words_sealed


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_not_now_is_tried_again(notice: Notice, mail_server: FakeMailServer, command: str) -> None:
    mail_server.says = {command: "451 later"}
    assert isinstance(send(notice), deliveries.NotSent)
    assert (state_of(notice), unreached()) == (State.TEMPORARY_FAILURE, [])
    mail_server.says = {}
    assert send(notice) is None
    assert (state_of(notice), len(mail_server.taken)) == (State.SENT, 1)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_never_is_a_task(notice: Notice, mail_server: FakeMailServer, command: str) -> None:
    mail_server.says = {command: "550 nobody here"}
    assert send(notice) is None
    assert (state_of(notice), unreached()) == (State.PERMANENT_FAILURE, [str(notice.pk)])
    mail_server.says = {}
    send(notice)
    assert not mail_server.taken


def test_a_sender_that_is_not_wanted_is_ours_to_put_right(notice: Notice, mail_server: FakeMailServer) -> None:
    mail_server.says = {"MAIL": "550 not you"}
    assert isinstance(send(notice), deliveries.NotSent)
    assert state_of(notice) == State.TEMPORARY_FAILURE


@pytest.mark.parametrize(("command", "state"), [("MAIL", State.TEMPORARY_FAILURE), ("RCPT", State.TEMPORARY_FAILURE)])
def test_hung_up_on_before_the_message(notice: Notice, mail_server: FakeMailServer, command: str, state: State) -> None:
    mail_server.hangs_up_at = command
    assert isinstance(send(notice), deliveries.NotSent)
    assert (state_of(notice), mail_server.taken) == (state, [])


@pytest.mark.parametrize("how", ["hangs_up_at", "silent_at"])
def test_cut_off_after_the_message_is_uncertain(notice: Notice, mail_server: FakeMailServer, how: str) -> None:
    setattr(mail_server, how, "DATA")
    assert send(notice) is None
    assert (state_of(notice), unreached()) == (State.UNCERTAIN, [str(notice.pk)])
    setattr(mail_server, how, "")
    send(notice)
    assert len(mail_server.taken) == 1  # the server had taken it after all


def test_a_server_that_is_away_is_left_alone_for_a_while(
    notice: Notice, settings: Settings, mail_server: FakeMailServer
) -> None:
    settings.EMAIL_PORT = 1
    assert isinstance(send(notice), deliveries.NotSent)
    settings.EMAIL_PORT = mail_server.port
    assert isinstance(send(notice), deliveries.NotSent)
    assert (mail_server.asked, Attempt.objects.get().error) == (0, "Quiet")


def test_patience_ends_with_a_person(notice: Notice, mail_server: FakeMailServer) -> None:
    mail_server.says = {"RCPT": "451 later"}
    send(notice)
    Attempt.objects.update(created_at=clock.now() - PATIENCE)
    assert send(notice) is None
    assert (state_of(notice), unreached()) == (State.TECHNICAL_FAILURE, [str(notice.pk)])


def test_long_after_its_delivery_gave_up(notice: Notice, mail_server: FakeMailServer) -> None:
    mail_server.says = {"RCPT": "451 later"}
    send(notice)
    assert sending.send_again() == 0
    Attempt.objects.update(until=clock.of_database())
    first = event_of(notice)
    tasks.look_after()
    tasks.look_after()
    assert Event.objects.filter(kind="notice.written", data__notice=str(notice.pk)).count() == 2
    assert event_of(notice) != first


def test_a_worker_killed_on_the_way(notice: Notice, mail_server: FakeMailServer) -> None:
    """As it leaves things: claimed, not sent, its lease over."""
    over = clock.of_database() - timedelta(seconds=1)
    now = clock.now()
    Attempt.objects.create(
        notice=notice, way="email", client_reference="x", state=State.SENDING, until=over, created_at=now, moved_at=now
    )
    send(notice)
    assert state_of(notice) == State.SENDING
    tasks.look_after()
    tasks.look_after()
    assert (state_of(notice), unreached(), mail_server.taken) == (State.UNCERTAIN, [str(notice.pk)], [])
    send(notice)
    assert not mail_server.taken


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail(notice: Notice, mail_server: FakeMailServer) -> None:
    assert race(lambda: send(notice), lambda: send(notice)) == [None, None]
    assert (len(mail_server.taken), state_of(notice)) == (1, State.SENT)


def loses_its_way(*_: Any) -> None:
    raise RuntimeError("an answer nobody understands")


def test_a_way_that_breaks_is_uncertain(notice: Notice, settings: Settings) -> None:
    settings.NOTICE_WAYS = {"email": f"{__name__}.loses_its_way"}
    send(notice)
    assert (state_of(notice), Attempt.objects.get().error) == (State.UNCERTAIN, "RuntimeError")


went: list[tuple[str, str]] = []


def goes(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    went.append((address, notice_number))


def test_the_next_way_when_the_first_fails_for_good(
    case: Case, settings: Settings, mail_server: FakeMailServer
) -> None:
    assert case.contact
    contact_plans.change(case.contact.pk, "vi", ["email", "sms"], {"email": ADDRESS, "sms": "+84901234567"})
    settings.NOTICE_WAYS = {**settings.NOTICE_WAYS, "sms": f"{__name__}.goes"}
    notice = writing.write("received", reread(case.application_id))
    mail_server.says = {"RCPT": "550 nobody here"}
    assert send(notice) is None
    assert went == [("+84901234567", notice.number)]
    assert dict(Attempt.objects.values_list("way", "state")) == {"email": "permanent_failure", "sms": "sent"}


@pytest.mark.parametrize(("ways", "needs"), [([], 0), (["post"], 1)])
def test_nothing_is_sent_to_who_wants_nothing(case: Case, ways: list[str], needs: int) -> None:
    """Whoever wants a way that is not here is told by a person; said once for all their notices."""
    assert case.contact
    contact_plans.change(case.contact.pk, "vi", ways, dict.fromkeys(ways, "12 Lê Lợi"))
    for kind in ("received", "late"):
        send(writing.write(kind, reread(case.application_id)))
    assert (Attempt.objects.count(), len(unreached())) == (0, needs)


def test_an_address_no_mail_can_be_written_to(case: Case, mail_server: FakeMailServer) -> None:
    assert case.contact
    contact_plans.change(case.contact.pk, "vi", ["email"], {"email": "an@example.vn\nBcc: all@example.vn"})
    notice = writing.write("received", reread(case.application_id))
    send(notice)
    assert (state_of(notice), mail_server.asked) == (State.PERMANENT_FAILURE, 0)


def test_what_was_erased_is_not_sent(notice: Notice, mail_server: FakeMailServer) -> None:
    envelope.destroy(notice.application.data_key)
    assert send(notice) is None
    assert not mail_server.taken


def test_it_leaves_a_trace_without_an_address(notice: Notice) -> None:
    send(notice)
    entries = Entry.objects.filter(subject=notice.chain, kind__startswith="notice.")
    assert list(entries.order_by("sequence").values_list("kind", flat=True)) == ["notice.written", "notice.sent"]
    written = str([list(rows.values()) for rows in (Entry.objects, Event.objects, Attempt.objects, Delivery.objects)])
    assert ADDRESS not in written and ADDRESS not in str(list(Notice.objects.values()))
    assert not list(ledger.verify(notice.chain))
