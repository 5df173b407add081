"""A picture by MMS is the paper that was asked for: fetched from the provider, checked like any file, and told."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from pytest_django import Settings

from channels_phone import fetching
from channels_phone.gateways.console import on_handset
from channels_phone.models import Picture
from config import phone as gateways
from services.casework import documents
from services.record import clock
from tests.channels_phone.conftest import Phone
from tests.channels_phone.gateways.listening import listening, respond
from tests.services.casework.conftest import PDF, private_storage

__all__ = ["private_storage"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_storage")]
OLDER = {"born": "27031954", "household": "1"}


class Files:
    """Where the provider keeps what came: files by their path, for who shows the account's token."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[int, bytes]] = {}
        self.address = ""

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        known = handler.headers["Authorization"] == "Basic " + b64encode(b"AC1:token").decode()
        respond(handler, *(self.files.get(handler.path, (404, b"")) if known else (401, b"")))


@pytest.fixture
def files(settings: Settings) -> Iterator[Files]:
    settings.PHONE_GATEWAYS = gateways.GATEWAYS
    settings.PHONE_GATEWAY_OF, settings.PHONE_SENDERS = {"*": "console"}, {"*": "+12025550122"}
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "token"
    there = Files()
    with listening(there.answer) as there.address:
        settings.TWILIO_API_BASE = there.address
        yield there


@pytest.fixture
def asked(phone: Phone, files: Files) -> Phone:
    """Somebody who stands where the paper of their household is asked for."""
    phone.begin()
    phone.go_on("household_paper", **OLDER)
    assert phone.at == "household_paper"
    return phone


def sent(phone: Phone, files: Files, content: bytes = PDF, status: int = 200) -> str:
    files.files["/1"] = (status, content)
    clock.travel(clock.now() + timedelta(seconds=5))
    media = {"NumMedia": "1", "MediaUrl0": f"{files.address}/1", "MediaContentType0": "application/pdf"}
    return str(phone.send("", "MM1", **media).content.decode())


def fetched() -> list[bool]:
    return [fetching.fetch(each) for each in fetching.due()]


def told(phone: Phone) -> str:
    return "\n".join(message.text for message in on_handset(phone.number))


def test_a_picture_is_the_paper_and_they_go_on(asked: Phone, files: Files) -> None:
    assert "đang nhận ảnh" in sent(asked, files)
    assert fetched() == [True] and fetched() == []
    (held,) = documents.held(asked.application.pk, "household_paper")
    assert held.kind == "application/pdf" and asked.at != "household_paper"
    assert "Đã nhận được ảnh." in told(asked) and "căn cước" not in told(asked)
    assert len(on_handset(asked.number)) == 1


def test_brought_twice_it_is_given_once(asked: Phone, files: Files) -> None:
    assert sent(asked, files) == sent(asked, files)
    assert Picture.objects.count() == 1


def test_who_died_after_it_was_given_gives_it_no_second_time(asked: Phone, files: Files) -> None:
    sent(asked, files)
    fetched()
    Picture.objects.update(state="fetching", claimed_at=clock.now() - timedelta(minutes=5))
    fetched()
    assert len(documents.held(asked.application.pk, "household_paper")) == 1


def test_what_is_no_file_that_does_is_refused_and_said(asked: Phone, files: Files) -> None:
    sent(asked, files, content=b"GIF89a nothing else")
    assert fetched() == [False] and Picture.objects.get().state == "refused"
    assert asked.at == "household_paper" and "đang nhận" not in told(asked) and told(asked)


def test_what_cannot_be_fetched_is_tried_again_and_then_said(asked: Phone, files: Files) -> None:
    sent(asked, files, status=503)
    assert [fetched() for _ in range(4)] == [[False], [False], [False], []]
    assert Picture.objects.get().state == "lost" and "Không nhận được ảnh" in told(asked)


def test_whoever_dies_at_it_every_time_leaves_it_lost_and_said(asked: Phone, files: Files) -> None:
    sent(asked, files)
    Picture.objects.update(state="fetching", tries=3, claimed_at=clock.now() - timedelta(minutes=5))
    assert fetched() == [] and Picture.objects.get().state == "lost"
    assert "Không nhận được ảnh" in told(asked)


def test_nothing_is_fetched_from_elsewhere(asked: Phone, files: Files, settings: Settings) -> None:
    sent(asked, files)
    settings.TWILIO_API_BASE = "https://api.twilio.example"
    assert fetched() == [False] and Picture.objects.get().state == "lost"


def test_where_none_is_asked_for_that_is_said(phone: Phone, files: Files) -> None:
    phone.begin()
    assert "không cần ảnh" in sent(phone, files) and not Picture.objects.exists()


def test_a_picture_is_offered_where_the_networks_carry_it(catalogue: None, files: Files) -> None:
    for number, offered in (("+12025550150", True), ("+84912345678", False)):
        phone = Phone(number=number)
        phone.begin()
        phone.go_on("household_paper", **OLDER)
        assert ("Hoặc gửi ảnh chụp." in "\n".join(phone.heard)) == offered


def test_where_it_lies_is_sealed(asked: Phone, files: Files) -> None:
    sent(asked, files)
    assert files.address.encode() not in bytes(Picture.objects.get().url_sealed)
