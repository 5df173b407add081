"""A text goes out once or not at all, in the order things happened, and its next way is taken where it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from channels_phone.gateways import sending, statuses, stopping
from channels_phone.gateways import tasks as gateway_tasks
from channels_phone.gateways.console import on_handset
from channels_phone.gateways.forgetting import KEPT
from channels_phone.gateways.gateway import Failed, Reason
from channels_phone.gateways.models import HandsetMessage, Sent
from services.casework.models import Case, Task
from services.notices import tasks, writing
from services.notices.models import Attempt, Notice
from services.record import clock, ledger
from services.record.models import Entry, Event
from tests.channels_phone.gateways.conftest import NUMBER, SENDER, went
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.racing import race
from tests.services.notices.conftest import send

pytestmark = pytest.mark.django_db


def states(notice: Notice) -> dict[str, str]:
    return dict(Attempt.objects.filter(notice=notice).values_list("way", "state"))


def kept(notice: Notice) -> bool:
    notice.refresh_from_db()
    return bool(notice.message_sealed)


def said(status: str, provider_id: str = "SM" + "1".zfill(32), notice: Notice | None = None) -> bool:
    reference = f"{notice.number}.sms" if notice else ""
    return statuses.moved("twilio", provider_id, status, reference=reference)


def test_it_works(notice: Notice, fake_twilio: FakeTwilio) -> None:
    assert send(notice) is None
    (text,) = fake_twilio.taken
    assert (text["To"], text["From"], states(notice)) == (NUMBER, SENDER, {"sms": "sent"})
    assert text["Body"].startswith("Chúng tôi đã nhận hồ sơ của quý vị")
    sent = Sent.objects.get()
    assert (sent.reference, sent.status, sent.provider_id) == (f"{notice.number}.sms", "queued", "SM" + "1".zfill(32))


def test_its_message_is_kept_until_it_arrived(notice: Notice, fake_twilio: FakeTwilio) -> None:
    send(notice)
    assert kept(notice)
    assert said("delivered")
    assert (kept(notice), states(notice), went) == (False, {"sms": "sent"}, [])


@pytest.mark.parametrize("status", ["undelivered", "failed"])
def test_lost_after_it_was_sent_it_goes_the_next_way(notice: Notice, fake_twilio: FakeTwilio, status: str) -> None:
    send(notice)
    assert [said("sent"), said(status), said(status)] == [True, True, False]
    assert Event.objects.filter(kind="notice.written", data__notice=str(notice.pk)).count() == 2
    send(notice)
    send(notice)
    assert (states(notice), went) == ({"sms": "permanent_failure", "email": "sent"}, [notice.number])
    assert Task.objects.filter(name="not_reached", about=str(notice.pk)).count() == 1
    entries = Entry.objects.filter(subject=notice.chain, kind__startswith="notice.").order_by("sequence")
    kinds = ["notice.written", "notice.sent", "notice.permanent_failure", "notice.sent"]
    assert list(entries.values_list("kind", flat=True)) == kinds and not list(ledger.verify(notice.chain))


def test_who_said_stop_is_told_another_way(notice: Notice, fake_twilio: FakeTwilio) -> None:
    stopping.stop(NUMBER, SENDER, "STOP")
    assert send(notice) is None
    assert (states(notice), fake_twilio.asked) == ({"sms": "permanent_failure", "email": "sent"}, 0)


def test_not_now_is_tried_again(notice: Notice, fake_twilio: FakeTwilio) -> None:
    fake_twilio.says = (429, 20429)
    assert send(notice) is not None
    assert (states(notice), Sent.objects.get().status) == ({"sms": "temporary_failure"}, "held")
    fake_twilio.says = None
    assert send(notice) is None
    assert (states(notice), Sent.objects.get().status, len(fake_twilio.taken)) == ({"sms": "sent"}, "queued", 1)


def test_uncertain_is_not_sent_again(notice: Notice, fake_twilio: FakeTwilio) -> None:
    fake_twilio.hangs_up = True
    send(notice)
    assert (states(notice), Sent.objects.get().status) == ({"sms": "uncertain"}, "unsure")
    fake_twilio.hangs_up = False
    send(notice)
    with pytest.raises(Failed, match="Before"):
        sending.send(NUMBER, "again", f"{notice.number}.sms")
    assert (len(fake_twilio.taken), went) == (1, [])


@pytest.mark.parametrize(
    ("status", "state"), [("sent", "sent"), ("delivered", "sent"), ("failed", "permanent_failure")]
)
def test_a_status_ends_what_was_uncertain(notice: Notice, fake_twilio: FakeTwilio, status: str, state: str) -> None:
    fake_twilio.hangs_up = True
    send(notice)
    assert said(status, "SM" + "9" * 32, notice)
    assert (states(notice)["sms"], Sent.objects.get().status) == (state, status)


def test_left_by_a_killed_worker(fake_twilio: FakeTwilio) -> None:
    sending.send(NUMBER, "one", "1")
    Sent.objects.update(status="going", rank=0, provider_id="")
    with pytest.raises(Failed) as failed:
        sending.send(NUMBER, "one", "1")
    assert (failed.value.state, len(fake_twilio.taken)) == (Reason.UNCERTAIN, 1)


def test_what_was_taken_is_taken(fake_twilio: FakeTwilio) -> None:
    first, second = (sending.send(NUMBER, "one", "1") for _ in range(2))
    assert (first, second.status, len(fake_twilio.taken)) == (second, "queued", 1)


def test_later_news_do_not_overtake(case: Case, notice: Notice, fake_twilio: FakeTwilio) -> None:
    later = writing.write("late", case)
    fake_twilio.says = (429, 20429)
    send(notice)
    fake_twilio.says = None
    assert send(later) is not None
    assert (Attempt.objects.get(notice=later).error, fake_twilio.taken) == ("Behind", [])
    send(notice)
    tasks.look_after()
    assert Event.objects.filter(kind="notice.written", data__notice=str(later.pk)).count() == 2
    send(later)
    assert [Attempt.objects.get(notice=each).state for each in (notice, later)] == ["sent", "sent"]
    assert len(fake_twilio.taken) == 2


def test_nobody_waits_for_another_persons_news(case: Case, notice: Notice, fake_twilio: FakeTwilio) -> None:
    fake_twilio.says = (429, 20429)
    send(notice)
    fake_twilio.says = None
    sending.send(NUMBER, "Another conversation on the same phone", "conversation 1")
    assert len(fake_twilio.taken) == 1


def test_a_message_is_not_kept_for_ever(notice: Notice, fake_twilio: FakeTwilio) -> None:
    send(notice)
    clock.set_offset(timedelta(days=3))
    tasks.look_after()
    assert not kept(notice)


def test_what_was_sent_is_not_kept_for_ever(fake_twilio: FakeTwilio, settings: Settings) -> None:
    sending.send(NUMBER, "one", "1")
    settings.PHONE_GATEWAY_OF = {"*": "console"}
    sending.send(NUMBER, "two", "2")
    gateway_tasks.forget()
    assert (Sent.objects.count(), HandsetMessage.objects.count()) == (2, 1)
    clock.set_offset(KEPT + timedelta(hours=1))
    gateway_tasks.forget()
    assert (Sent.objects.count(), HandsetMessage.objects.count()) == (0, 0)


def test_within_the_rate_of_a_sender(notice: Notice, fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.PHONE_SENDER_RATE = "1/minute"
    sending.send(NUMBER, "one", "1")
    assert send(notice) is not None
    assert (states(notice), len(fake_twilio.taken)) == ({"sms": "temporary_failure"}, 1)


@pytest.mark.parametrize("number", ["112", "0901234567", "an@example.vn", "+84 901 234 567"])
def test_no_number(fake_twilio: FakeTwilio, number: str) -> None:
    with pytest.raises(Failed) as failed:
        sending.send(number, "text", "1")
    assert (failed.value.state, fake_twilio.asked, Sent.objects.count()) == (Reason.PERMANENT, 0, 0)


def test_by_the_country_of_the_number(fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.PHONE_GATEWAY_OF = {"VN": "console", "PT": "twilio"}
    settings.PHONE_SENDERS = {"VN": "EVENHAND", "PT": "+351912345678"}
    sending.send(NUMBER, "“Xin chao”", "1")
    sending.send("+351912345679", "Olá", "2")
    with pytest.raises(Failed, match="NoGateway"):
        sending.send("+447400123456", "Hello", "3")
    assert [(each.sender, each.text) for each in on_handset(NUMBER)] == [("EVENHAND", '"Xin chao"')]
    assert [text["From"] for text in fake_twilio.taken] == ["+351912345678"]


def test_a_handset_forgets(fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.PHONE_GATEWAY_OF = {"*": "console"}
    sending.send(NUMBER, "one", "1")
    clock.set_offset(timedelta(days=2))
    assert on_handset(NUMBER) == []
    sending.send(NUMBER, "two", "2")
    assert HandsetMessage.objects.get().text == "two"


def test_production_has_no_handset(fake_twilio: FakeTwilio, settings: Settings) -> None:
    settings.PHONE_GATEWAY_OF, settings.MODE = {"*": "console"}, "production"
    with pytest.raises(Failed, match="NotHere"):
        sending.send(NUMBER, "one", "1")
    assert not HandsetMessage.objects.exists()


def test_nothing_personal_is_kept(notice: Notice, fake_twilio: FakeTwilio) -> None:
    send(notice)
    said("delivered")
    written = str([list(rows.values()) for rows in (Sent.objects, Attempt.objects, Event.objects, Entry.objects)])
    assert NUMBER not in written and "Chúng tôi" not in written


@pytest.mark.django_db(transaction=True)
def test_two_sends_of_one_reference(fake_twilio: FakeTwilio) -> None:
    ends = race(lambda: sending.send(NUMBER, "one", "1"), lambda: sending.send(NUMBER, "one", "1"))
    assert len(fake_twilio.taken) == 1
    assert any(isinstance(end, Sent) for end in ends)
    assert all(isinstance(end, Sent) or (isinstance(end, Failed) and end.state == Reason.UNCERTAIN) for end in ends)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_text(notice: Notice, fake_twilio: FakeTwilio) -> None:
    assert race(lambda: send(notice), lambda: send(notice)) == [None, None]
    assert (len(fake_twilio.taken), states(notice)) == (1, {"sms": "sent"})


@pytest.mark.django_db(transaction=True)
def test_two_callbacks_make_one_next_way(notice: Notice, fake_twilio: FakeTwilio) -> None:
    send(notice)
    assert sorted(race(lambda: said("undelivered"), lambda: said("undelivered"))) == [False, True]
    race(lambda: send(notice), lambda: send(notice))
    assert went == [notice.number]


def test_what_only_the_network_heard_counts_as_stop_from_then_on(notice: Notice, fake_twilio: FakeTwilio) -> None:
    fake_twilio.says = (400, 21610)
    send(notice)
    assert stopping.stopped(NUMBER, SENDER) and states(notice)["sms"] == "permanent_failure"
    fake_twilio.says, before = None, fake_twilio.asked
    with pytest.raises(Failed):
        sending.send(NUMBER, "Xin chào", "another.sms")
    assert fake_twilio.asked == before
