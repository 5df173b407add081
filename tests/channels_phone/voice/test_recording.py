"""What no machine understands is recorded, written down by people, and waited for by nobody but the last step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels_phone import calling_back
from channels_phone.models import CallBack, Recording
from channels_phone.recordings import collecting, listening, settling
from channels_phone.recordings.listening import verdict
from services.assisted.models import Waiting
from services.casework import applications, touches
from services.casework.models import AnswerRow
from services.journeys.steps import Review, Wait
from services.people.models import Team, User
from services.record import clock, envelope, ledger
from tests.channels_phone.desk.conftest import hoa, minh, operator, team
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.channels_phone.voice.conftest import Phone
from tests.racing import race

__all__ = ["fake_twilio", "hoa", "minh", "team"]
pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
NAME = "Nguyễn Thị Ẩn"
State = Recording.State


@pytest.fixture
def unheard(phone: Phone, fake_twilio: FakeTwilio, team: Team) -> Phone:
    """Somebody whose name was understood wrongly twice."""
    clock.travel(MONDAY)
    phone.recordings = fake_twilio.address
    phone.begin()
    phone.press("1")
    for _ in range(2):
        phone.speak("Nguyễn Thị Ân")
        phone.press("2")
    return phone


def said(phone: Phone) -> Recording:
    """They chose to have it recorded, and spoke."""
    phone.press("1")
    phone.record()
    return Recording.objects.latest("at")


def fetched(fake: FakeTwilio, row: Recording, sound: bytes = b"ID3 a voice") -> Recording:
    url = collecting._url(row)
    fake.sounds[url.rpartition("/")[2]] = sound
    assert collecting.due() == [row.pk] and collecting.collect(row.pk)
    row.refresh_from_db()
    return row


def heard(listener: User, text: str) -> Recording:
    row = listening.take_next(listener)
    assert row is not None
    listening.write(listening.theirs(row.pk, listener), listener, text)
    row.refresh_from_db()
    return row


def test_after_two_misses_it_can_be_recorded_and_they_go_on(unheard: Phone) -> None:
    assert "Ghi âm" in unheard.said
    assert "Sau tiếng bíp" in unheard.press("1")
    assert "muộn nhất" in unheard.record() and unheard.asked == "citizen_id"
    row = Recording.objects.get()
    assert (row.state, row.instance) == (State.WAITING, "full_name")
    assert row.due_at and abs(row.due_at - row.at - timedelta(hours=2)) < timedelta(seconds=1)


def test_who_keeps_silent_recorded_nothing(unheard: Phone) -> None:
    unheard.press("1")
    assert "Chưa nghe thấy gì" in unheard.silence() and not Recording.objects.exists()


def test_star_takes_it_back_and_zero_leads_to_a_person(unheard: Phone) -> None:
    unheard.press("1")
    assert "Nghe lại" in unheard.record(ends="*") and not Recording.objects.exists()


def test_who_hangs_up_while_speaking_is_still_heard(unheard: Phone) -> None:
    unheard.press("1")
    unheard.record(ends="hangup")
    unheard.hang_up()
    assert Recording.objects.get().state == State.WAITING


def test_the_sound_is_sealed_here_and_erased_there(unheard: Phone, fake_twilio: FakeTwilio) -> None:
    row = fetched(fake_twilio, said(unheard))
    assert row.state == State.HELD and b"a voice" not in bytes(row.sound_sealed)
    assert collecting.erase(row.pk) and fake_twilio.sounds == {} and collecting.to_erase() == []
    assert not collecting.collect(row.pk)


def test_what_the_provider_does_not_erase_now_it_erases_later(unheard: Phone, fake_twilio: FakeTwilio) -> None:
    row = fetched(fake_twilio, said(unheard))
    fake_twilio.says = (503, 20503)
    assert not collecting.erase(row.pk) and collecting.to_erase() == [row.pk]
    fake_twilio.says = None
    assert collecting.erase(row.pk) and fake_twilio.sounds == {}


def test_with_the_key_of_the_application_its_voice_is_gone(unheard: Phone, fake_twilio: FakeTwilio, minh: User) -> None:
    row, later = fetched(fake_twilio, said(unheard)), unheard.application
    assert listening.take_next(minh) == row
    envelope.destroy(later.data_key)
    with pytest.raises(listening.NotTheirs):
        listening.sound(listening.theirs(row.pk, minh))
    assert collecting.erase(row.pk)


def test_two_who_wrote_a_name_alike_settle_it(unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User) -> None:
    fetched(fake_twilio, said(unheard))
    assert heard(minh, NAME).state == State.HELD and listening.take_next(minh) is None
    assert heard(hoa, f" {NAME.lower()} ").state == State.WRITTEN
    row = AnswerRow.objects.get(instance="full_name")
    assert (row.source, row.keyed_by) == ("transcribed", f"operator:{hoa.pk}")
    assert unheard.application.awaited == [] and next(ledger.verify(), None) is None


def test_where_three_differ_a_person_calls(
    unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User, team: Team
) -> None:
    fetched(fake_twilio, said(unheard))
    unheard.hang_up()
    heard(minh, "Nguyễn Thị Ẩn")
    heard(hoa, "Nguyễn Thị Ân")
    assert heard(operator("lan", team), "Nguyễn Thị An").state == State.UNCLEAR
    assert settling.tell() == 1 and settling.tell() == 0
    assert Waiting.objects.get().promised_from and not CallBack.objects.exists()
    assert unheard.asked == "full_name"


def test_once_all_is_written_down_they_are_called_and_check_it(
    unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User
) -> None:
    row = fetched(fake_twilio, said(unheard))
    unheard.go_on()
    assert "Có người đang viết lại" in unheard.said
    assert isinstance(applications.current(unheard.application.pk).step, Wait)
    assert settling.tell() == 0
    unheard.hang_up()
    for listener in (minh, hoa):
        heard(listener, NAME)
    assert settling.tell() == 1
    assert calling_back.room_of(CallBack.objects.get().pk) == "written"
    assert isinstance(applications.current(row.application_id).step, Review)


def test_nobody_listened_in_time(unheard: Phone, fake_twilio: FakeTwilio, minh: User) -> None:
    fetched(fake_twilio, said(unheard))
    unheard.hang_up()
    clock.travel(MONDAY + timedelta(hours=4))
    assert settling.end_late() == 1 and settling.end_late() == 0
    assert listening.take_next(minh) is None
    assert settling.tell() == 1 and Waiting.objects.get().promised_from


def test_what_they_answered_themselves_is_not_written_over(
    unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User
) -> None:
    fetched(fake_twilio, said(unheard))
    unheard.press("#")
    heard(minh, NAME)
    mine = unheard.application
    touch = touches.open("web", "vi").pk
    applications.answer(mine.pk, "full_name", 0, "Nguyễn Thị Ổn", touch=touch, keyed_by="citizen")
    assert heard(hoa, NAME).state == State.VOID
    assert applications.current(mine.pk).phrases.interview.values["full_name"] == "Nguyễn Thị Ổn"


def test_what_cannot_be_the_answer_is_said_to_who_wrote_it(
    unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User
) -> None:
    fetched(fake_twilio, said(unheard))
    heard(minh, "R2D2")
    with pytest.raises(listening.NotAnAnswer):
        heard(hoa, "R2D2")
    assert Recording.objects.get().listenings.count() == 1


def test_what_is_never_ready_is_lost_and_asked_again(unheard: Phone, fake_twilio: FakeTwilio) -> None:
    row = said(unheard)
    for _ in range(collecting.TRIES):
        assert not collecting.collect(row.pk)
    row.refresh_from_db()
    assert row.state == State.LOST and collecting.due() == [] and unheard.application.awaited == []


@pytest.mark.django_db(transaction=True)
def test_one_of_two_listens_first(unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User) -> None:
    fetched(fake_twilio, said(unheard))
    taken = race(lambda: listening.take_next(minh), lambda: listening.take_next(hoa))
    assert sum(row is not None for row in taken) == 1


def test_who_took_it_and_left_gives_it_to_the_next(
    unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User
) -> None:
    fetched(fake_twilio, said(unheard))
    assert listening.take_next(minh) and listening.take_next(hoa) is None
    clock.travel(MONDAY + timedelta(minutes=20))
    row = listening.take_next(hoa)
    assert row is not None
    with pytest.raises(listening.NotTheirs):
        listening.theirs(row.pk, minh)


def test_the_voice_is_forgotten_a_month_after(unheard: Phone, fake_twilio: FakeTwilio, minh: User, hoa: User) -> None:
    fetched(fake_twilio, said(unheard))
    for listener in (minh, hoa):
        row = heard(listener, NAME)
    assert settling.forget() == 0
    clock.travel(MONDAY + timedelta(days=31))
    assert settling.forget() == 1 and settling.forget() == 0
    row.refresh_from_db()
    assert bytes(row.sound_sealed) == b"" and not row.listenings.exists()


def test_a_declaration_is_recorded_and_the_code_agrees(phone: Phone, fake_twilio: FakeTwilio) -> None:
    clock.travel(MONDAY)
    phone.recordings = fake_twilio.address
    phone.begin()
    phone.press("1")
    phone.go_on()
    phone.send()
    row = fetched(fake_twilio, Recording.objects.get())
    assert (row.state, row.instance, listening.sound(row)) == (State.KEPT, "", b"ID3 a voice")
    assert phone.application.submitted_at and settling.tell() == 0
    clock.travel(MONDAY + timedelta(days=400))
    assert settling.forget() == 0


def test_who_says_nothing_declares_by_the_code(phone: Phone) -> None:
    phone.begin()
    phone.press("1")
    phone.go_on()
    phone.send(aloud=False)
    assert phone.application.submitted_at and not Recording.objects.exists()


@given(st.lists(st.sampled_from(["An", "Ẩn", "ẩn", " Ẩn", ""]), max_size=4), st.integers(1, 2))
def test_no_one_alone_decides_a_name(texts: list[str], needed: int) -> None:
    found = verdict(texts, needed)
    if found:
        assert sum(found.strip().casefold() == text.strip().casefold() for text in texts) >= needed
    if found is None:
        assert len(texts) < listening.MOST
