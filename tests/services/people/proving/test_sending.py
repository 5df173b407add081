"""Codes on their way out: once, never in a transaction's way, and seen when they do not arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from services.people.models import ProofCode
from services.people.proving import codes, fictional_residents, sending
from services.people.proving.registers import Claim
from services.record import clock, deliveries, envelope
from services.record.models import Entry
from tests.services.people.proving import carried
from tests.services.people.proving.test_codes import NUMBER, SUBJECT, asked, keyed

pytestmark = pytest.mark.django_db
CLAIM = Claim("Nguyễn Thị Ẩn", "001056001234", "1950-03-27", "12 Lê Lợi")


def waiting(way: str = "sms") -> ProofCode:
    found = codes.read(asked(envelope.new_key(), way).pk)
    assert found is not None
    return found


def state(code: ProofCode) -> str:
    return ProofCode.objects.get(pk=code.pk).state


def text(code: ProofCode) -> None:
    sending.by_phone(code, "The code is {}".format)


class Box:
    """Where letters are posted."""

    def __init__(self, *fails: Exception) -> None:
        self.letters: list[tuple[str, str]] = []
        self.fails = list(fails)

    def post(self, address: str, pin: str) -> None:
        if self.fails:
            raise self.fails.pop()
        self.letters.append((address, pin))


def test_a_text_goes_out_once_and_nothing_of_it_stays() -> None:
    code = waiting()
    digits = codes.opened(code)[1]
    text(code)
    assert [(NUMBER, f"The code is {digits}")] == carried.WENT
    assert state(code) == "sent"
    assert codes.read(code.pk) is None
    assert bytes(ProofCode.objects.get().to_send) == b""


def test_a_call_says_the_digits_alone() -> None:
    code = waiting("call")
    digits = codes.opened(code)[1]
    text(code)
    assert [(NUMBER, digits)] == carried.WENT


OUTCOMES = {"permanent": "failed", "uncertain": "uncertain", "something else": "uncertain"}


@pytest.mark.parametrize(("fails", "becomes"), OUTCOMES.items())
def test_what_did_not_go_out_is_written_down(fails: str, becomes: str) -> None:
    carried.FAILS.append(carried.Odd(fails))
    code = waiting()
    text(code)
    assert state(code) == becomes
    assert Entry.objects.get(kind=f"proof.{becomes}").subject == SUBJECT
    assert "must not" not in str(ProofCode.objects.values())


def test_a_network_that_is_away_is_asked_again_but_not_for_long() -> None:
    carried.FAILS.extend([carried.Odd("temporary"), carried.Odd("temporary")])
    code = waiting()
    with pytest.raises(deliveries.NotSent):
        text(code)
    assert state(code) == "asked"
    clock.set_offset(sending.PATIENCE)
    text(code)
    assert state(code) == "failed"


def test_a_code_that_is_over_is_not_sent_any_more() -> None:
    code = waiting()
    clock.set_offset(timedelta(minutes=11))
    text(code)
    assert carried.WENT == []
    assert state(code) == "failed"


def test_a_letter_goes_where_the_register_says() -> None:
    box, code = Box(), waiting("letter")
    sending.by_letter(code, CLAIM, box.post)
    address, pin = box.letters[0]
    assert address == "Nguyễn Thị Ẩn\n12 Lê Lợi"
    assert keyed(SUBJECT, "home", pin) is codes.Keyed.RIGHT
    assert ProofCode.objects.get().destination != ""


def test_whom_no_register_knows_is_sent_nothing() -> None:
    box, code = Box(), waiting("letter")
    sending.by_letter(code, Claim("Ann", "120000"), box.post)
    assert box.letters == []
    assert state(code) == "unknown"


def test_a_register_that_is_away_is_asked_again_then_it_is_said(settings: Settings) -> None:
    settings.RESIDENTS = carried.AWAY
    box, code = Box(), waiting("letter")
    with pytest.raises(deliveries.NotSent):
        sending.by_letter(code, CLAIM, box.post)
    clock.set_offset(sending.REGISTER_PATIENCE)
    sending.by_letter(code, CLAIM, box.post)
    assert state(code) == "failed"
    assert "must not" not in str(ProofCode.objects.values())


def test_a_print_room_that_fails_prints_the_same_pin_later() -> None:
    box, code = Box(OSError("no paper")), waiting("letter")
    with pytest.raises(deliveries.NotSent):
        sending.by_letter(code, CLAIM, box.post)
    again = codes.read(code.pk)
    assert again is not None
    pin = codes.opened(again)[1]
    sending.by_letter(again, CLAIM, box.post)
    assert box.letters == [("Nguyễn Thị Ẩn\n12 Lê Lợi", pin)]


def test_a_letter_nobody_wants_any_more_is_not_posted() -> None:
    box, code = Box(), waiting("letter")
    codes.end(SUBJECT)
    sending.by_letter(code, CLAIM, box.post)
    assert box.letters == []


def test_the_fictional_register_is_not_for_production(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(ImproperlyConfigured):
        fictional_residents.resident(CLAIM)


@pytest.mark.parametrize("claim", [Claim(""), Claim("Ann"), Claim("", "123"), Claim("Ann", "1230000")])
def test_the_fictional_register_is_strict(claim: Claim) -> None:
    assert fictional_residents.resident(claim) is None
