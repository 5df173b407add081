"""Showing who one is by text message: a letter that comes home, a code to this very telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from services.casework.models import Case
from tests.channels_phone.conftest import Phone
from tests.channels_phone.test_texting import CODE
from tests.conftest import prove
from tests.services.casework.proving import code_of, deliver, pin_of
from tests.services.people.proving import carried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ways_open(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PROOF_CARRIERS = carried.CARRIERS
    settings.LETTERS_FOLDER = tmp_path / "letters"
    yield
    carried.forget()


def proving(phone: Phone) -> str:
    phone.begin()
    phone.go_on()
    while "TIEP" in phone.heard[-1]:
        phone.text("tiếp")
    return phone.text("0")


def choose(phone: Phone, label: str) -> str:
    """The number under which this can be chosen, on whichever page."""
    for _ in range(4):
        lines = [
            line for message in phone.heard for line in message.split("\n") if label in line and line[:1].isdigit()
        ]
        if lines:
            return phone.text(lines[0].split(" ")[0])
        phone.text("tiếp")
    raise AssertionError(phone.heard)


def test_a_letter_and_a_code_and_it_is_sent(phone: Phone) -> None:
    assert "Thư gửi về nhà" in proving(phone)
    choose(phone, "Gửi thư cho tôi")
    deliver(phone.application.pk)
    phone.text("x")
    choose(phone, "Số ghi trong thư")
    phone.text(pin_of(phone.application.pk))
    choose(phone, "Nhắn mã cho tôi")
    choose(phone, "Đã có: Mã")
    said = phone.text(code_of(phone.application.pk))
    code = CODE.search(said)
    assert code, said
    assert "Hồ sơ đã được gửi" in phone.text(code[1]) and Case.objects.count() == 1


def test_the_code_goes_to_the_telephone_that_asks(phone: Phone) -> None:
    proving(phone)
    choose(phone, "Nhắn mã cho tôi")
    deliver(phone.application.pk)
    assert [number for number, _ in carried.WENT] == [phone.number]


def test_a_wrong_code_is_said_and_nothing_is_proven(phone: Phone) -> None:
    proving(phone)
    choose(phone, "Nhắn mã cho tôi")
    choose(phone, "Đã có: Mã")
    said = phone.text("12")
    assert "6 chữ số" in said and not phone.application.proven_by
    choose(phone, "Đã có: Mã")
    phone.text("000000" if code_of(phone.application.pk) != "000000" else "111111")
    assert not phone.application.proven_by


def test_they_may_leave_it_for_later(phone: Phone) -> None:
    proving(phone)
    assert "Quý vị cần gì?" in choose(phone, "Việc khác")


def test_what_was_shown_elsewhere_meanwhile_counts_here(phone: Phone) -> None:
    proving(phone)
    prove(phone.application.pk)
    assert CODE.search(phone.text("1"))
