"""Listening at the desk: the sound, one question, and nothing of whose answer it is."""

from __future__ import annotations

import pytest

from channels_phone.models import Recording
from services.people.models import Team, User
from tests.channels_phone.desk.conftest import catalogue, catalogue_held, hoa, minh, team
from tests.channels_phone.gateways.conftest import fake_twilio
from tests.channels_phone.gateways.fake_twilio import FakeTwilio
from tests.channels_phone.voice.conftest import Phone, phone
from tests.channels_phone.voice.test_recording import NAME, fetched, said, unheard
from tests.services.office.desks import at_desk

__all__ = ["catalogue", "catalogue_held", "fake_twilio", "hoa", "minh", "phone", "team", "unheard"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(unheard: Phone, fake_twilio: FakeTwilio) -> Recording:
    return fetched(fake_twilio, said(unheard))


def test_nothing_is_to_be_written_down(minh: User) -> None:
    assert "Nothing is to be written down." in at_desk(minh).open("/phone/desk/").text


def test_it_is_heard_and_written_down_by_two(held: Recording, minh: User, hoa: User) -> None:
    for listener in (minh, hoa):
        desk = at_desk(listener)
        page = desk.open("/phone/desk/")
        assert "1 recording in your languages" in page.text
        page = desk.submit(page, "/recordings/next/")
        assert "What is your full name?" in page.text and "Tiếng Việt" in page.text and "Ẩn" not in page.text
        assert desk.client.get(sound(held)).content == b"ID3 a voice"
        assert "What you wrote down is kept." in desk.submit(page, "", answer=NAME).text
    held.refresh_from_db()
    assert held.state == "written"


def sound(row: Recording) -> str:
    return f"/phone/desk/recordings/{row.pk}/sound/"


def test_only_who_listens_hears_it(held: Recording, minh: User, hoa: User) -> None:
    at_desk(minh).submit(at_desk(minh).open("/phone/desk/"), "/recordings/next/")
    assert at_desk(hoa).client.get(sound(held)).status_code == 404
    assert "with somebody else" in at_desk(hoa).open(f"/phone/desk/recordings/{held.pk}/").text


def test_whoever_is_no_operator_hears_nothing(held: Recording) -> None:
    an = User.objects.create_user("an@office.example", "An")
    assert at_desk(an).client.get(sound(held)).status_code == 403


def test_in_another_language_it_is_not_offered(held: Recording, team: Team, minh: User) -> None:
    Team.objects.update(languages=["pt"])
    assert "Nothing is to be written down." in at_desk(minh).open("/phone/desk/").text


def test_an_empty_field_is_asked_for_again(held: Recording, minh: User) -> None:
    desk = at_desk(minh)
    page = desk.submit(desk.open("/phone/desk/"), "/recordings/next/")
    page = desk.submit(page, "", answer=" ")
    assert page.status == 422 and "say that it cannot be understood" in page.text
    assert not held.listenings.exists()


def test_what_cannot_be_a_name_is_said_and_stays_typed(held: Recording, minh: User, hoa: User) -> None:
    for listener in (minh, hoa):
        desk = at_desk(listener)
        page = desk.submit(desk.open("/phone/desk/"), "/recordings/next/")
        page = desk.submit(page, "", answer="R2D2")
    assert page.status == 422 and 'value="R2D2"' in page.html


def test_two_who_understand_nothing_have_a_person_ask(held: Recording, minh: User, hoa: User) -> None:
    for listener in (minh, hoa):
        desk = at_desk(listener)
        page = desk.submit(desk.open("/phone/desk/"), "/recordings/next/")
        desk.submit(page, "", unclear="1")
    held.refresh_from_db()
    assert held.state == "unclear"
