"""The life of a code: one at a time, so many attempts and no more, over when it is over."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.people.models import ProofCode
from services.people.proving import codes
from services.people.proving.codes import Keyed
from services.people.proving.ways import HOME, PHONE, WAYS
from services.record import clock, envelope, limits
from services.record.models import DataKey, Event
from tests.racing import race

pytestmark = pytest.mark.django_db
SUBJECT, NUMBER = "application:1", "+84912345678"


@pytest.fixture
def key() -> DataKey:
    return envelope.new_key()


def asked(key: DataKey, way: str = "sms", subject: str = SUBJECT, to: str = NUMBER) -> ProofCode:
    if way == "letter":
        return codes.ask_by_letter(subject, to, key, language="en")
    return codes.ask_by_phone(subject, way, to, key, language="en")


def digits(code: ProofCode) -> str:
    return codes.opened(code)[1]


def keyed(subject: str, factor: str, typed: str) -> Keyed:
    return codes.key(subject, factor, typed)[0]


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def test_the_right_code_counts_once(key: DataKey) -> None:
    code = digits(asked(key))
    assert keyed(SUBJECT, PHONE, f"{code[:3]} {code[3:]}") is Keyed.RIGHT
    assert keyed(SUBJECT, PHONE, code) is Keyed.OVER


def test_only_an_hmac_is_kept_and_nothing_of_the_number(key: DataKey) -> None:
    made = asked(key)
    row = ProofCode.objects.values().get(pk=made.pk)
    said = str({name: value for name, value in row.items() if name != "to_send"}) + bytes(row["to_send"]).hex()
    assert digits(made) not in said
    assert NUMBER[1:] not in said
    assert NUMBER[1:] not in str(list(Event.objects.values()))


@pytest.mark.parametrize("way", WAYS)
def test_after_so_many_wrong_ones_the_right_one_is_of_no_use(key: DataKey, way: str) -> None:
    made = asked(key, way)
    if way == "letter":
        codes.addressed(made, "1 Example Street")
    code, factor = digits(made), WAYS[way].factor
    said = [keyed(SUBJECT, factor, another(code)) for _ in range(WAYS[way].attempts)]
    assert set(said) == {Keyed.WRONG}
    assert keyed(SUBJECT, factor, code) is Keyed.OVER


def test_a_new_code_makes_the_old_one_worthless_whichever_way_it_comes(key: DataKey) -> None:
    old = digits(asked(key, "sms"))
    new = digits(asked(key, "call"))
    assert old == new or keyed(SUBJECT, PHONE, old) is Keyed.WRONG
    assert keyed(SUBJECT, PHONE, new) is Keyed.RIGHT


def test_a_code_lives_ten_minutes(key: DataKey) -> None:
    code = digits(asked(key))
    clock.set_offset(timedelta(minutes=10, seconds=1))
    assert codes.out(SUBJECT) == []
    assert keyed(SUBJECT, PHONE, code) is Keyed.OVER


def test_a_code_opens_nothing_of_anybody_else(key: DataKey) -> None:
    code, other = digits(asked(key)), digits(asked(key, subject="application:2"))
    assert code == other or keyed("application:2", PHONE, code) is Keyed.WRONG
    assert keyed("application:3", PHONE, code) is Keyed.OVER
    assert keyed(SUBJECT, HOME, code) is Keyed.OVER


def test_a_letter_without_an_address_yet_has_no_pin_to_guess(key: DataKey) -> None:
    asked(key, "letter")
    assert keyed(SUBJECT, HOME, "") is Keyed.WRONG
    assert keyed(SUBJECT, HOME, "00000000") is Keyed.WRONG


def test_a_number_is_sent_few_codes_whoever_asks(key: DataKey) -> None:
    for number in range(5):
        asked(key, subject=f"application:{number}")
    with pytest.raises(limits.TooMany):
        asked(key, subject="application:6")
    asked(key, subject="application:6", to="+84912345679")


def test_a_person_is_sent_few_letters_whoever_asks(key: DataKey) -> None:
    for number in range(6):
        asked(key, "letter", f"application:{number}", "001056001234")
    with pytest.raises(limits.TooMany):
        asked(key, "letter", "application:7", "001056001234")


def test_the_database_holds_one_code_a_factor(key: DataKey) -> None:
    made = asked(key)
    made.pk = envelope.new_key().pk
    with pytest.raises(IntegrityError, match="proof_once_a_factor"), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", range(3))
def test_of_two_who_key_it_at_the_same_instant_one_is_right(_: int) -> None:
    code = digits(asked(envelope.new_key()))
    said = race(*[lambda: keyed(SUBJECT, PHONE, code)] * 2)
    assert sorted(each.value for each in said) == ["over", "right"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_guess_neither_is_given_more_than_there_are() -> None:
    code = digits(asked(envelope.new_key()))
    for _ in range(WAYS["sms"].attempts - 1):
        keyed(SUBJECT, PHONE, another(code))
    said = race(*[lambda: keyed(SUBJECT, PHONE, another(code))] * 2)
    assert sorted(each.value for each in said) == ["over", "wrong"]


ACTS = st.lists(
    st.one_of(
        st.sampled_from(["sms", "call", "letter", "end"]),
        st.tuples(st.sampled_from([PHONE, HOME]), st.sampled_from(["right", "wrong", "old", "old"])),
        st.integers(1, 20),
    ),
    max_size=25,
)


class Life:
    """What a subject was sent, and what the rules say of each key stroke."""

    def __init__(self) -> None:
        self.key = envelope.new_key()
        self.now: dict[str, tuple[str, int]] = {}
        self.old: dict[str, set[str]] = defaultdict(set)
        self.tried: dict[str, int] = defaultdict(int)
        self.minute = 0

    def ask(self, way: str) -> None:
        made = asked(self.key, way)
        if way == "letter":
            codes.addressed(made, "1 Example Street")
            made.refresh_from_db()
        factor = WAYS[way].factor
        self.forget(factor)
        self.now[factor] = digits(made), self.minute
        self.old[factor].discard(digits(made))
        self.tried[factor] = 0

    def forget(self, factor: str) -> None:
        if factor in self.now:
            self.old[factor].add(self.now.pop(factor)[0])

    def keyed(self, factor: str, which: str) -> None:
        now, since = self.now.get(factor, ("", 0))
        wrong = next(each for each in map("{:08}".format, range(9)) if each != now)
        typed = {"right": now, "wrong": wrong, "old": next(iter(self.old[factor]), wrong)}[which]
        came = keyed(SUBJECT, factor, typed)
        fresh = factor == HOME or self.minute - since < 10
        open_ = bool(now) and fresh and self.tried[factor] < (10 if factor == HOME else 5)
        assert (came is Keyed.RIGHT) == (open_ and typed == now)
        assert (came is Keyed.WRONG) == (open_ and typed != now)
        self.tried[factor] += open_
        if came is Keyed.RIGHT:
            self.forget(factor)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=ACTS)
def test_whatever_is_done_in_whatever_order(acts: list[str | int | tuple[str, str]]) -> None:
    with transaction.atomic(), suppress(limits.TooMany):
        _lived(Life(), acts)
    ProofCode.objects.all().delete()


def _lived(life: Life, acts: list[str | int | tuple[str, str]]) -> None:
    limits._limiter().storage.reset()
    clock.set_offset(timedelta())
    for act in acts:
        match act:
            case "end":
                codes.end(SUBJECT)
                for factor in (PHONE, HOME):
                    life.forget(factor)
            case str():
                life.ask(act)
            case int():
                life.minute += act
                clock.set_offset(timedelta(minutes=life.minute))
            case (factor, which):
                life.keyed(factor, which)
        assert ProofCode.objects.filter(subject=SUBJECT, ended_at=None).count() <= 2
