"""Who applies shows who they are: by a letter home and a code to a telephone, after the check, before they declare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from services.casework import applications, expiring, touches
from services.casework.applications import NotProven, TooMany, Turn
from services.casework.models import Application, Case
from services.catalogue import publishing, samples
from services.journeys.steps import Declare, Done, Prove, Review
from services.people.models import ProofCode
from services.people.proving.ways import WAYS
from services.record import clock, ledger
from services.record.models import Entry, Event
from tests.racing import race
from tests.services.casework.conftest import Applicant, arrived
from tests.services.casework.proving import NUMBER, code_of, deliver, letter_of, pin_of
from tests.services.people.proving import carried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ways_open(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PROOF_CARRIERS = carried.CARRIERS
    settings.LETTERS_FOLDER = tmp_path / "letters"
    yield
    carried.forget()


class Prover(Applicant):
    """Somebody who has checked their answers."""

    @property
    def by(self) -> dict[str, object]:
        return {"touch": self.touch, "keyed_by": "citizen"}

    def check(self) -> Turn:
        self.answer_all()
        return applications.review(self.id, self.turn.revision, touch=self.touch, keyed_by="citizen")

    def order(self) -> Turn:
        return applications.prove_by_letter(self.id, touch=self.touch, keyed_by="citizen")

    def ask(self, way: str = "sms", number: str = NUMBER) -> Turn:
        return applications.send_code(self.id, way, number, touch=self.touch, keyed_by="citizen")

    def pin(self, typed: str = "") -> Turn:
        return applications.key_pin(self.id, typed or pin_of(self.id), touch=self.touch, keyed_by="citizen")

    def code(self, typed: str = "") -> Turn:
        return applications.key_code(self.id, typed or code_of(self.id), touch=self.touch, keyed_by="citizen")

    def declares(self) -> Turn:
        return applications.declare(self.id, self.turn.revision, touch=self.touch, keyed_by="citizen")

    @property
    def can(self) -> dict[str, str]:
        """What can be done now, each with how far it is."""
        step = self.turn.step
        return {doing.act: doing.state for doing in step.doing} if isinstance(step, Prove) else {}


def somebody() -> Prover:
    begun = arrived()
    return Prover(begun.started, begun.touch)


@pytest.fixture
def prover(db: None) -> Prover:
    made = somebody()
    made.check()
    return made


def proven_by(prover: Prover) -> list[str] | None:
    return Application.objects.get(pk=prover.id).proven_by


def another(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10 ** len(code.replace(' ', '')):0{len(code.replace(' ', ''))}}"


def test_after_the_check_it_is_said_what_can_be_done(prover: Prover) -> None:
    step = prover.turn.step
    assert isinstance(step, Prove)
    assert step.level == "substantial"
    assert prover.can == {"order_letter": "", "code_by_sms": "", "code_by_call": ""}


def test_a_letter_and_a_code_lead_to_the_declaration(prover: Prover) -> None:
    prover.order()
    assert prover.can["key_pin"] == "asked"
    prover.pin()
    assert prover.can == {"code_by_sms": "", "code_by_call": ""}
    prover.ask()
    assert prover.can["key_code"] == "asked"
    assert isinstance(prover.code().step, Declare)
    prover.declares()
    assert isinstance(prover.submit().step, Done)
    assert Case.objects.exists()


def test_the_code_first_while_the_letter_travels(prover: Prover) -> None:
    prover.order()
    prover.ask("call")
    prover.code()
    assert set(prover.can) == {"order_letter", "key_pin"}
    assert isinstance(prover.pin().step, Declare)
    assert proven_by(prover) == ["call", "letter"]


def test_before_that_nothing_is_declared_or_sent(prover: Prover) -> None:
    prover.order()
    prover.pin()
    assert isinstance(prover.declares().step, Prove)
    assert isinstance(prover.submit().step, Prove)
    assert not Case.objects.exists()
    row = Application.objects.get()
    assert row.declared_revision is None
    assert row.submitted_at is None


def test_nor_is_it_sent_when_only_the_row_says_declared(prover: Prover) -> None:
    row = Application.objects.get()
    Application.objects.update(declared_revision=row.revision)
    assert isinstance(prover.submit().step, Prove)
    assert not Case.objects.exists()


def test_the_letter_goes_home_and_says_nothing_of_the_answers(prover: Prover) -> None:
    prover.order()
    letter = letter_of(prover.id)
    assert letter.startswith("Nguyễn Thị Ẩn\n12 Lê Lợi")
    assert "1500 2050" not in letter


def test_who_keys_it_is_never_told_where_the_letter_went(prover: Prover) -> None:
    prover.order()
    deliver(prover.id)
    step = prover.turn.step
    assert isinstance(step, Prove)
    assert "Lê Lợi" not in str(step)


def test_whom_no_register_knows_learns_that_and_nothing_else(prover: Prover) -> None:
    prover.answer("citizen_id", "001 056 000 000")
    applications.review(prover.id, prover.turn.revision, touch=prover.touch, keyed_by="citizen")
    prover.order()
    deliver(prover.id)
    assert prover.can == {"order_letter": "unknown", "code_by_sms": "", "code_by_call": ""}


def test_what_did_not_go_out_is_seen_and_asked_for_again(prover: Prover) -> None:
    carried.FAILS.append(carried.Odd("permanent"))
    prover.ask()
    deliver(prover.id)
    assert prover.can == {"order_letter": "", "code_by_sms": "failed", "code_by_call": "failed"}
    prover.ask("call")
    assert proven_by(prover) == []
    prover.code()
    assert proven_by(prover) == ["call"]


def test_a_wrong_code_is_said_and_counted(prover: Prover) -> None:
    prover.ask()
    code = code_of(prover.id)
    for _ in range(WAYS["sms"].attempts):
        with pytest.raises(NotProven, match="proof_code_wrong"):
            prover.code(another(code))
    with pytest.raises(NotProven, match="proof_code_over"):
        prover.code(code)


def test_a_slip_of_the_finger_is_no_attempt(prover: Prover) -> None:
    prover.ask()
    code_of(prover.id)
    with pytest.raises(NotProven, match="proof_code_length"):
        prover.code("12345")
    assert ProofCode.objects.get().attempts == 0


def test_a_code_that_is_too_old_is_said(prover: Prover) -> None:
    prover.ask()
    code = code_of(prover.id)
    clock.set_offset(timedelta(minutes=11))
    with pytest.raises(NotProven, match="proof_code_over"):
        prover.code(code)


def test_a_new_letter_makes_the_pin_before_worthless(prover: Prover) -> None:
    prover.order()
    old = pin_of(prover.id)
    prover.order()
    new = pin_of(prover.id)
    if old != new:
        with pytest.raises(NotProven):
            prover.pin(old)
    prover.pin(new)
    assert proven_by(prover) == ["letter"]


def test_pressed_twice_it_is_done_once(prover: Prover) -> None:
    prover.order()
    pin = pin_of(prover.id)
    assert prover.pin(pin).step == prover.pin(pin).step
    assert proven_by(prover) == ["letter"]
    assert prover.order().step == prover.turn.step
    assert Entry.objects.filter(kind="proof.keyed").count() == 1


@pytest.mark.parametrize("number", ["", "12", "not a number", "+84 1"])
def test_what_is_no_number(prover: Prover, number: str) -> None:
    with pytest.raises(NotProven, match="proof_number") as told:
        prover.ask(number=number)
    assert "0912 345 678" in told.value.sentence("vi")


def test_what_is_no_way(prover: Prover) -> None:
    with pytest.raises(NotProven, match="proof_way_closed"):
        prover.ask("pigeon")


def test_a_way_that_is_not_here_is_not_offered(prover: Prover, settings: Settings) -> None:
    settings.PROOF_CARRIERS = {"sms": carried.TEXTS}
    assert set(prover.can) == {"order_letter", "code_by_sms"}
    with pytest.raises(NotProven, match="proof_way_closed"):
        prover.ask("call")


def test_without_a_register_nothing_is_offered(prover: Prover, settings: Settings) -> None:
    settings.RESIDENTS = ""
    assert prover.can == {}
    assert isinstance(prover.turn.step, Prove)
    with pytest.raises(NotProven, match="proof_way_closed"):
        prover.order()


def test_nobody_fills_a_letter_box(prover: Prover) -> None:
    for _ in range(3):
        prover.order()
    with pytest.raises(TooMany):
        prover.order()


@pytest.mark.parametrize(
    ("instance", "raw"), [("full_name", "Trần Thị Mai"), ("citizen_id", "001056001235"), ("born", "1/1/1950")]
)
def test_another_name_number_or_birth_date_wants_another_proof(prover: Prover, instance: str, raw: str) -> None:
    prover.ask()
    prover.code()
    prover.order()
    pin = pin_of(prover.id)
    prover.answer(instance, raw)
    assert proven_by(prover) is None
    applications.review(prover.id, prover.turn.revision, touch=prover.touch, keyed_by="citizen")
    assert prover.can == {"order_letter": "", "code_by_sms": "", "code_by_call": ""}
    with pytest.raises(NotProven):
        prover.pin(pin)
    assert Entry.objects.filter(kind="proof.withdrawn").count() == 1


def test_any_other_answer_leaves_the_proof_alone(prover: Prover) -> None:
    prover.ask()
    prover.code()
    prover.answer("paid", "cash")
    prover.answer("home", "Cầu Giấy")
    prover.answer("full_name", "Nguyễn Thị Ẩn")
    assert proven_by(prover) == ["sms"]


def test_what_was_proven_and_declared_is_gone_with_another_name(prover: Prover) -> None:
    prover.order(), prover.pin(), prover.ask(), prover.code(), prover.declares()
    prover.answer("full_name", "Trần Thị Mai")
    assert isinstance(prover.submit().step, Review)
    assert isinstance(prover.check().step, Prove)


def test_the_date_can_be_held_while_the_letter_travels(prover: Prover) -> None:
    prover.order()
    assert prover.turn.can_hold
    held = applications.hold(prover.id, touch=prover.touch, keyed_by="citizen")
    assert isinstance(held.step, Prove)
    assert held.filed_at


def test_a_draft_lives_on_from_the_day_the_letter_was_ordered(prover: Prover) -> None:
    clock.set_offset(timedelta(days=20))
    prover.order()
    clock.set_offset(timedelta(days=35))
    assert expiring.expire_due() == 0
    clock.set_offset(timedelta(days=51))
    assert expiring.expire_due() == 1
    assert not ProofCode.objects.exists()


def test_a_try_out_needs_no_proof() -> None:
    version = publishing.try_out(samples.definition("social-pension"), by="ann")
    touch = touches.open("web", "vi").id
    tried = Prover(applications.try_out(version.rules_hash, language="vi", touch=touch), touch)
    assert isinstance(tried.check().step, Declare)


def test_low_needs_no_more_than_before() -> None:
    samples.load("channel-complaint")
    touch = touches.open("web", "en").id
    begun = Applicant(applications.start("channel-complaint", language="en", touch=touch), touch)
    says = dict.fromkeys(("about_reference", "right", "proof", "your_name", "email", "phone"), "")
    said = {"door": "sms", "what": "sent_elsewhere", "happened": "I was told to go online."}
    begun.answer_all(**says, **said)
    turn = applications.review(begun.id, begun.turn.revision, touch=touch, keyed_by="citizen")
    assert isinstance(turn.step, Declare)


def test_the_ledger_tells_all_of_it_and_no_code(prover: Prover) -> None:
    prover.order()
    pin = pin_of(prover.id)
    prover.pin(pin), prover.ask()
    code = code_of(prover.id)
    prover.code(code)
    told = Entry.objects.filter(subject=f"application:{prover.id}", kind__startswith="proof.").order_by("sequence")
    kinds = [entry.kind.removeprefix("proof.") for entry in told]
    assert kinds == ["asked", "sent", "keyed", "asked", "sent", "keyed"]
    assert told[5].data == {"way": "sms", "level": "substantial"}
    written = str(
        list(Entry.objects.values_list("data", flat=True)) + list(Event.objects.values_list("data", flat=True))
    )
    assert not [secret for secret in (pin, pin.replace(" ", ""), code, NUMBER) if secret in written]
    assert list(ledger.verify()) == []


def test_an_erased_application_has_nothing_more_to_send(prover: Prover) -> None:
    prover.order()
    Application.objects.update(expires_at=clock.now())
    expiring.expire_due()
    deliver(prover.id)
    assert not ProofCode.objects.exists()


def test_a_turn_costs_twelve_statements_at_most(
    prover: Prover, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    savepoints = 2  # in this test; a request has none
    with django_assert_max_num_queries(12 + savepoints):
        prover.order()
    pin = pin_of(prover.id)
    with django_assert_max_num_queries(12 + savepoints):
        prover.pin(pin)
    with django_assert_max_num_queries(12 + savepoints):
        prover.ask()
    code = code_of(prover.id)
    with django_assert_max_num_queries(12 + savepoints):
        prover.code(code)


@pytest.mark.django_db(transaction=True)
def test_two_doors_key_the_code_at_once_and_it_counts_once() -> None:
    prover = somebody()
    prover.check()
    prover.ask()
    code = code_of(prover.id)
    first, second = race(lambda: prover.code(code), lambda: prover.code(code))
    assert isinstance(first, Turn)
    assert isinstance(second, Turn)
    assert proven_by(prover) == ["sms"]
    assert Entry.objects.filter(kind="proof.keyed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_name_is_changed_while_the_code_is_keyed() -> None:
    prover = somebody()
    prover.check()
    prover.ask()
    code = code_of(prover.id)
    race(lambda: prover.code(code), lambda: prover.answer("full_name", "Trần Thị Mai"))
    assert not proven_by(prover)
